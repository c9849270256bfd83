package org.bytedeco.opencv.global;

/**
 * Stands in for the class of this name in bytedeco's OpenCV, which loads OpenCV's windows and with
 * them GTK 2. Optical flow asks for that class and never uses it, and a server has no GTK 2.
 */
public final class opencv_highgui {
  private opencv_highgui() {}
}
