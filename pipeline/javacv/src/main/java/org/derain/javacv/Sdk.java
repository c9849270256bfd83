package org.derain.javacv;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacv.FrameGrabber;
import org.derain.frames.MediaException;

/**
 * The makers' libraries that some of JavaCV's grabbers need, and that are not there by default.
 *
 * @param artifact what is added to org.bytedeco
 * @param type the class that loads the library
 */
record Sdk(String artifact, String type) {
  /** By the grabber that needs it. */
  private static final Map<String, Sdk> ALL =
      Map.of(
          "DC1394",
          new Sdk("libdc1394:2.2.6-1.5.9", "libdc1394.global.dc1394"),
          "FlyCapture2",
          new Sdk("flycapture:2.13.3.31-1.5.9", "flycapture.global.FlyCapture2"),
          "OpenKinect",
          new Sdk("libfreenect:0.5.7-1.5.9", "libfreenect.global.freenect"),
          "OpenKinect2",
          new Sdk("libfreenect2:0.2.0-1.5.9", "libfreenect2.global.freenect2"),
          "RealSense",
          new Sdk("librealsense:1.12.4-1.5.9", "librealsense.global.RealSense"),
          "RealSense2",
          new Sdk("librealsense2:2.53.1-1.5.9", "librealsense2.global.realsense2"),
          "VideoInput",
          new Sdk("videoinput:0.200-1.5.9", "videoinput.global.videoInputLib"));

  /** Those whose library its maker never made for anything else. */
  private static final Set<String> WINDOWS = Set.of("PS3Eye", "VideoInput");

  /**
   * Loads what a grabber needs. (Its own {@code tryLoad} would also look for cameras.)
   *
   * @throws MediaException with one line that says what to add
   */
  static void load(String grabber) {
    String name = "javacv:" + grabber.toLowerCase(Locale.ROOT);
    if (WINDOWS.contains(grabber) && !Loader.getPlatform().startsWith("windows")) {
      throw new MediaException(name + " works on Windows alone");
    }
    if (ALL.containsKey(grabber)) {
      ALL.get(grabber).initialise(name);
    }
    try {
      FrameGrabber.get(grabber);
    } catch (FrameGrabber.Exception e) {
      throw new MediaException(
          name + ": JavaCV names this grabber and does not have it any more", e);
    }
  }

  private void initialise(String name) {
    try {
      Class.forName("org.bytedeco." + type);
    } catch (ClassNotFoundException | NoClassDefFoundError | UnsatisfiedLinkError e) {
      String text = one(e);
      if (e instanceof UnsatisfiedLinkError && !text.startsWith("no jni")) {
        throw new MediaException(name + ": " + text, e);
      }
      throw new MediaException(
          String.format(
              "%s needs the library of its maker: build with DERAIN_MAVEN_ARGS=-Djavacv.camera=%s"
                  + " (Maven: org.bytedeco:%s, with and without the platform's classifier)",
              name, name.substring(name.indexOf(':') + 1), artifact),
          e);
    }
  }

  /** Why a grabber could not be made, in one line. */
  static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return one(cause);
  }

  private static String one(Throwable e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
  }
}
