package org.derain.javacv;

import static org.bytedeco.ffmpeg.global.avutil.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameFilter;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.zoo.Identity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerainFrameFilterTest {
  /** A filter whose result is a frame of the window, unaligned: 2 the frame itself, 3 the next. */
  private static DerainFrameFilter filter(int result) {
    return new DerainFrameFilter(
        Identity.model(result),
        DerainerOptions.defaults().withThreads(1),
        PipelineOptions.defaults().withAlign(false),
        note -> {});
  }

  private static byte[] samples(Frame frame) {
    return RawFrames.packed((AVFrame) frame.opaque);
  }

  private static List<byte[]> drain(DerainFrameFilter filter) throws Exception {
    List<byte[]> out = new ArrayList<>();
    for (Frame clean = filter.pull(); clean != null; clean = filter.pull()) {
      out.add(samples(clean));
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yuv420p",
        "yuvj420p",
        "yuv420p9le",
        "yuv420p10le",
        "yuv420p12le",
        "yuv422p",
        "yuvj444p",
        "yuv444p10le",
        "yuv420p16le",
        "nv12",
        "nv21",
        "p010le",
        "yuyv422",
        "uyvy422",
        "gray",
        "gray10le",
        "gray16le",
        "bgr24",
        "rgba",
        "bgr48le",
        "gbrp",
        "gbrp12le",
        "yuva420p"
      })
  void picturesThatAreDryStayAsTheyAre(String name) throws Exception {
    int format = av_get_pix_fmt(name);
    List<byte[]> in = new ArrayList<>();
    List<byte[]> out = new ArrayList<>();
    try (DerainFrameFilter filter = filter(2);
        RawFrames raw = new RawFrames(70, 38, format)) {
      for (int i = 0; i < 6; i++) {
        raw.noise(i).time(i);
        in.add(RawFrames.packed(raw.samples()));
        filter.push(raw.frame);
        out.addAll(drain(filter));
      }
      filter.push(null);
      out.addAll(drain(filter));
    }
    assertEquals(6, out.size());
    for (int i = 0; i < 6; i++) {
      assertArrayEquals(in.get(i), out.get(i), name + " " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"yuv420p", "yuv420p10le", "gray"})
  void whatTheNetworkMadeComesOut(String name) throws Exception {
    List<byte[]> in = new ArrayList<>();
    List<byte[]> out = new ArrayList<>();
    try (DerainFrameFilter filter = filter(3);
        RawFrames raw = new RawFrames(65, 37, av_get_pix_fmt(name))) {
      for (int i = 0; i < 5; i++) {
        // Noise of one seed in two strengths would be a cut: the next frame is nearly this one.
        raw.noise(1);
        raw.samples().data(0).put(0, (byte) i);
        in.add(RawFrames.packed(raw.samples()));
        filter.push(raw.frame);
      }
      filter.push(null);
      out.addAll(drain(filter));
    }
    assertEquals(5, out.size());
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(in.get(i + 1), out.get(i), name + " " + i);
    }
    assertArrayEquals(in.get(4), out.get(4));
  }

  /** The network replaces each grey frame by the next: so do colours, through both conversions. */
  @ParameterizedTest
  @ValueSource(strings = {"bgr24", "rgba", "yuyv422", "yuv444p", "nv12", "gray16le", "p010le"})
  void changesAreAddedToOtherKinds(String name) throws Exception {
    List<byte[]> out = new ArrayList<>();
    int format = av_get_pix_fmt(name);
    boolean words = Samples.words(format);
    try (DerainFrameFilter filter = filter(3);
        RawFrames raw = new RawFrames(64, 48, format)) {
      for (int level : new int[] {120, 124, 128}) {
        for (int plane = 0; plane < av_pix_fmt_count_planes(format); plane++) {
          int bytes =
              raw.samples().linesize(plane)
                  * (plane == 0 ? 48 : 48 / (name.equals("nv12") || name.equals("p010le") ? 2 : 1));
          for (int i = 0; i < bytes; i++) {
            boolean fraction = words && i % 2 == 0;
            raw.samples().data(plane).put(i, (byte) (fraction ? 0 : level));
          }
        }
        filter.push(raw.frame);
      }
      filter.push(null);
      out.addAll(drain(filter));
    }
    assertEquals(3, out.size());
    int start = words ? 1 : 0;
    assertEquals(124, out.get(0)[start] & 255, 1);
    assertEquals(128, out.get(1)[start] & 255, 1);
    assertEquals(128, out.get(2)[start] & 255, 0);
  }

  @Test
  void timeColoursAndSideDataComeAlong() throws Exception {
    try (DerainFrameFilter filter = filter(2);
        RawFrames raw = new RawFrames(66, 36, AV_PIX_FMT_YUV420P10LE)) {
      raw.noise(5).time(1234567);
      AVFrame samples = raw.samples();
      samples.duration(3003).colorspace(AVCOL_SPC_BT2020_NCL).color_trc(AVCOL_TRC_SMPTE2084);
      samples.color_primaries(AVCOL_PRI_BT2020).color_range(AVCOL_RANGE_MPEG);
      samples.flags(AVFrame.AV_FRAME_FLAG_KEY);
      AVFrameSideData captions = av_frame_new_side_data(samples, AV_FRAME_DATA_A53_CC, 3);
      captions.data().put(new byte[] {7, 8, 9}, 0, 3);
      raw.frame.keyFrame = true;
      raw.frame.pictType = 'I';
      filter.push(raw.frame);
      samples.pts(0).colorspace(AVCOL_SPC_UNSPECIFIED);
      raw.frame.timestamp = 0;
      filter.push(null);
      Frame clean = filter.pull();
      AVFrame out = (AVFrame) clean.opaque;
      assertEquals(1234567, out.pts());
      assertEquals(1234567, out.best_effort_timestamp());
      assertEquals(3003, out.duration());
      assertEquals(AVCOL_SPC_BT2020_NCL, out.colorspace());
      assertEquals(AVCOL_TRC_SMPTE2084, out.color_trc());
      assertEquals(AVCOL_PRI_BT2020, out.color_primaries());
      assertEquals(AVCOL_RANGE_MPEG, out.color_range());
      AVFrameSideData kept = av_frame_get_side_data(out, AV_FRAME_DATA_A53_CC);
      assertEquals(3, kept.size());
      assertEquals(9, kept.data().get(2));
      assertEquals(1234567L * 40_000, clean.timestamp);
      assertTrue(clean.keyFrame);
      assertEquals('I', clean.pictType);
      assertEquals(Frame.Type.VIDEO, clean.type);
      assertEquals(66, clean.imageWidth);
      assertEquals(66, clean.imageStride, "in samples, as the recorder counts");
      assertEquals(Frame.DEPTH_USHORT, clean.imageDepth);
      assertEquals(66 * 36 * 3 / 2, clean.image[0].capacity(), "all planes, packed");
    }
  }

  /** A phone's clip: the network sees it upright, and the frame stays as it is stored. */
  @ParameterizedTest
  @ValueSource(strings = {"yuv420p", "bgr24"})
  void turnedPicturesComeOutAsTheyAreStored(String name) throws Exception {
    List<byte[]> in = new ArrayList<>();
    List<byte[]> out = new ArrayList<>();
    try (DerainFrameFilter filter = filter(2);
        RawFrames raw = new RawFrames(64, 36, av_get_pix_fmt(name))) {
      AVFrameSideData matrix =
          av_frame_new_side_data(raw.samples(), AV_FRAME_DATA_DISPLAYMATRIX, 36);
      int[] quarter = {0, 1 << 16, 0, -(1 << 16), 0, 0, 36 << 16, 0, 1 << 30};
      new org.bytedeco.javacpp.IntPointer(matrix.data()).put(quarter, 0, 9);
      for (int i = 0; i < 4; i++) {
        in.add(RawFrames.packed(raw.noise(i).samples()));
        filter.push(raw.frame);
      }
      filter.push(null);
      out.addAll(drain(filter));
    }
    assertEquals(4, out.size());
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(in.get(i), out.get(i));
    }
  }

  @Test
  void soundAndDataKeepTheirPlaces() throws Exception {
    StringBuilder order = new StringBuilder();
    try (DerainFrameFilter filter = filter(2);
        RawFrames raw = new RawFrames(64, 36, AV_PIX_FMT_YUV420P)) {
      Frame sound = new Frame();
      sound.type = Frame.Type.AUDIO;
      sound.sampleRate = 48000;
      sound.audioChannels = 1;
      ShortBuffer heard =
          ByteBuffer.allocateDirect(8).order(java.nio.ByteOrder.nativeOrder()).asShortBuffer();
      sound.samples = new java.nio.Buffer[] {heard};
      Frame data = new Frame();
      data.type = Frame.Type.DATA;
      data.data = ByteBuffer.allocateDirect(1);
      for (int i = 0; i < 7; i++) {
        filter.push(raw.noise(i).time(i).frame);
        heard.put(0, (short) (100 + i));
        sound.timestamp = i;
        filter.push(sound);
        data.data.put(0, (byte) (200 + i));
        filter.push(data);
        note(filter, order);
      }
      filter.push(null);
      note(filter, order);
    }
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      expected.append(" v").append(i).append(" a").append(100 + i).append('@').append(i);
      expected.append(" d").append(200 + i);
    }
    assertEquals(expected.toString(), order.toString());
  }

  private static void note(DerainFrameFilter filter, StringBuilder order) throws Exception {
    for (Frame clean = filter.pull(); clean != null; clean = filter.pull()) {
      if (clean.image != null) {
        order.append(" v").append(((AVFrame) clean.opaque).pts());
      } else if (clean.samples != null) {
        order.append(" a").append(((ShortBuffer) clean.samples[0]).get(0));
        order.append('@').append(clean.timestamp);
      } else {
        order.append(" d").append(clean.data.get(0) & 255);
      }
    }
  }

  @Test
  void nothingComesWhileTheWindowFillsAndAllAtTheEnd() throws Exception {
    try (DerainFrameFilter filter =
            new DerainFrameFilter(
                Identity.model(2),
                DerainerOptions.defaults().withThreads(1),
                PipelineOptions.defaults().withSteady(true),
                note -> {});
        RawFrames raw = new RawFrames(64, 36, AV_PIX_FMT_YUV420P)) {
      assertNull(filter.pull());
      for (int i = 0; i < 4; i++) {
        filter.push(raw.noise(1).time(i).frame);
        assertNull(filter.pull(), "frame " + i + " lacks those after it");
      }
      for (int i = 4; i < 40; i++) {
        filter.push(raw.noise(1).time(i).frame);
      }
      int out = 0;
      while (filter.pull() != null) {
        out++;
      }
      assertTrue(out >= 33, "waits while more than a window is inside: " + out);
      filter.push(null);
      while (filter.pull() != null) {
        out++;
      }
      assertEquals(40, out);
      assertNull(filter.pull());
      filter.push(raw.frame);
      filter.push(null);
      assertEquals(39, ((AVFrame) filter.pull().opaque).pts(), "used again");
    }
  }

  @Test
  void aChangeOfSizeGoesOn() throws Exception {
    List<Integer> widths = new ArrayList<>();
    try (DerainFrameFilter filter = filter(2)) {
      for (int width : new int[] {64, 64, 64, 80, 80, 64}) {
        try (RawFrames raw = new RawFrames(width, 36, AV_PIX_FMT_YUV420P)) {
          filter.push(raw.noise(1).frame);
        }
      }
      filter.push(null);
      for (Frame clean = filter.pull(); clean != null; clean = filter.pull()) {
        widths.add(clean.imageWidth);
      }
    }
    assertEquals(List.of(64, 64, 64, 80, 80, 64), widths);
  }

  @Test
  void framesWithoutFfmpegAreTaken() throws Exception {
    try (DerainFrameFilter filter = filter(2);
        Frame drawn = new Frame(50, 30, Frame.DEPTH_UBYTE, 3)) {
      ByteBuffer bytes = (ByteBuffer) drawn.image[0];
      for (int i = 0; i < bytes.capacity(); i++) {
        bytes.put(i, (byte) (i * 7));
      }
      drawn.timestamp = 77;
      filter.push(drawn);
      filter.push(null);
      Frame clean = filter.pull();
      assertEquals(77, clean.timestamp);
      assertEquals(150, clean.imageStride);
      assertEquals(3, clean.imageChannels);
      ByteBuffer out = (ByteBuffer) clean.image[0];
      for (int y = 0; y < 30; y++) {
        for (int x = 0; x < 150; x++) {
          assertEquals(bytes.get(y * drawn.imageStride + x), out.get(y * 150 + x));
        }
      }
    }
  }

  @Test
  void aKindThatCannotBeDerainedIsSaid() throws Exception {
    try (DerainFrameFilter filter = filter(2);
        RawFrames raw = new RawFrames(64, 36, AV_PIX_FMT_RGB565LE)) {
      FrameFilter.Exception refused =
          assertThrows(FrameFilter.Exception.class, () -> filter.push(raw.frame));
      assertEquals(
          "frames of pixel format rgb565le cannot be derained; set the grabber's image mode to"
              + " COLOR",
          refused.getMessage());
    }
  }

  @Test
  void stoppedHalfWayItFreesWhatItHolds() throws Exception {
    long before = Pointer.totalBytes();
    for (int run = 0; run < 3; run++) {
      try (DerainFrameFilter filter = filter(2);
          RawFrames raw = new RawFrames(64, 36, AV_PIX_FMT_YUV420P)) {
        for (int i = 0; i < 20; i++) {
          filter.push(raw.noise(1).frame);
        }
        filter.pull();
      }
    }
    assertEquals(before, Pointer.totalBytes(), 4096);
  }

  @Tag("native-memory")
  @ParameterizedTest
  @ValueSource(strings = {"yuv420p", "bgr24"})
  void athousandFramesTakeNoMoreMemoryThanAHundred(String name) throws Exception {
    long then = 0;
    long tracked = 0;
    try (DerainFrameFilter filter = filter(3);
        RawFrames raw = new RawFrames(640, 480, av_get_pix_fmt(name))) {
      raw.noise(1);
      for (int i = 0; i < 1100; i++) {
        raw.samples().data(0).put(0, (byte) i);
        filter.push(raw.frame);
        while (filter.pull() != null) {
          // forgotten
        }
        if (i == 100) {
          then = Pointer.physicalBytes();
          tracked = Pointer.totalBytes();
        }
      }
      assertEquals(tracked, Pointer.totalBytes(), 1 << 20);
      long grown = Pointer.physicalBytes() - then;
      assertTrue(
          grown < 100L << 20, "a thousand frames of 460 kB or more, and " + grown + " bytes");
    }
  }
}
