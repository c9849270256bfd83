package org.derain.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.opencv.global.opencv_highgui;
import org.bytedeco.opencv.opencv_video.DISOpticalFlow;
import org.junit.jupiter.api.Test;

/** A server without GTK 2 has optical flow all the same. */
class HeadlessTest {
  @Test
  void opticalFlowLoadsWithoutWindows() {
    assertEquals(0, opencv_highgui.class.getDeclaredMethods().length, "ours comes first");
    try (DISOpticalFlow flow = DISOpticalFlow.create()) {
      flow.setFinestScale(1);
      assertEquals(1, flow.getFinestScale());
    }
  }
}
