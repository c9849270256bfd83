package org.derain.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class RgbConverterTest {
  private static final FrameFormat EIGHT = new FrameFormat(32, 16, 8);

  private static void assertColour(Mat rgb, double red, double green, double blue, double slack) {
    try (var mean = opencv_core.mean(rgb)) {
      assertEquals(red, mean.get(0), slack, "red");
      assertEquals(green, mean.get(1), slack, "green");
      assertEquals(blue, mean.get(2), slack, "blue");
    }
  }

  @Test
  void theMatrixOfTheClipIsUsed() {
    // Pure red in both standards.
    try (Picture sd = Pictures.flat(EIGHT, 81, 90, 240);
        Picture hd = Pictures.flat(EIGHT, 63, 102, 240);
        RgbConverter bt601 = new RgbConverter(EIGHT, Colour.BT601);
        RgbConverter bt709 = new RgbConverter(EIGHT, new Colour(avutil.AVCOL_SPC_BT709, false))) {
      assertColour(bt601.rgb(sd), 255, 0, 0, 2);
      assertColour(bt709.rgb(hd), 255, 0, 0, 2);
    }
  }

  @Test
  void fullRangeIsUsed() {
    try (Picture grey = Pictures.flat(EIGHT, 200, 128, 128);
        RgbConverter full = new RgbConverter(EIGHT, new Colour(avutil.AVCOL_SPC_SMPTE170M, true))) {
      assertColour(full.rgb(grey), 200, 200, 200, 1);
    }
  }

  @Test
  void deepPicturesKeepTheirDepth() {
    FrameFormat ten = new FrameFormat(32, 16, 10);
    try (Picture white = Pictures.flat(ten, 940, 512, 512);
        RgbConverter converter = new RgbConverter(ten, Colour.BT601);
        Mat real = new Mat()) {
      converter.real(converter.rgb(white), real);
      assertColour(real, 255, 255, 255, 0.3);
    }
  }

  @Test
  void lumaIsRgb2ycbcrs() {
    try (Picture picture = Pictures.flat(EIGHT, 81, 90, 240);
        Picture grey = Pictures.flat(EIGHT, 126, 128, 128);
        RgbConverter converter = new RgbConverter(EIGHT, Colour.BT601);
        Mat luma = new Mat()) {
      converter.luma(converter.rgb(picture), luma);
      assertEquals(81, opencv_core.mean(luma).get(0), 1, "red");
      converter.luma(converter.rgb(grey), luma);
      assertEquals(126, opencv_core.mean(luma).get(0), 0.6, "grey");
    }
  }
}
