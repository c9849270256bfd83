package org.derain.pipeline.inference;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.TimeStatistics;
import org.derain.pipeline.GlassMask;
import org.derain.zoo.GlassContract;

/**
 * Finds drops that stand on the glass while the scene behind it moves, from frames spread over a
 * clip. The same frames give the same mask. One object per clip.
 */
public final class DropFinder implements AutoCloseable {
  /** Frames below which nothing is told. */
  private static final int FEWEST = 12;

  /** Mean change of luma from one frame looked at to the next below which nothing moves. */
  private static final double MOVING = 1;

  /** Share of the picture that must surely be covered. */
  private static final double LEAST = 0.002;

  /** Shapes that must be found: the bonnet of a car, or one that stays ahead, is one or a few. */
  private static final int SHAPES = 10;

  private final FrameFormat format;
  private final TimeStatistics statistics;
  private final int columns;
  private final int rows;

  /** For pictures of a format. */
  public DropFinder(FrameFormat format) {
    this.format = format;
    int[] size = TimeStatistics.size(format.width(), format.height());
    this.columns = size[0];
    this.rows = size[1];
    this.statistics = new TimeStatistics(columns, rows);
  }

  /**
   * Whether a frame of a clip is to be looked at: {@value TimeStatistics#FRAMES} of them are,
   * evenly over it.
   *
   * @param frame from 0
   * @param count frames of the clip
   */
  static boolean wants(long frame, long count) {
    return (frame + 1) * TimeStatistics.FRAMES / count > frame * TimeStatistics.FRAMES / count;
  }

  /**
   * Looks over the next frames of a clip.
   *
   * @param count how many
   * @param frames reads the next one; false at the end
   */
  public void look(long count, Predicate<Picture> frames) {
    try (Picture picture = new Picture(format)) {
      for (long n = 0; n < count && frames.test(picture); n++) {
        if (wants(n, count)) {
          look(picture);
        }
      }
    }
  }

  /** Looks at a frame; frames in their order. */
  void look(Picture picture) {
    try (PointerScope scope = new PointerScope()) {
      Mat[] planes = new Mat[3];
      for (int p = 0; p < 3; p++) {
        Mat small = new Mat();
        Size size = new Size(p == 0 ? columns : columns / 2, p == 0 ? rows : rows / 2);
        opencv_imgproc.resize(picture.mat(p), small, size, 0, 0, opencv_imgproc.INTER_AREA);
        planes[p] = new Mat();
        small.convertTo(planes[p], CV_32FC1, 255.0 / format.peak(), 0);
      }
      statistics.add(planes);
    }
  }

  /**
   * What is covered, by all frames that were looked at; nothing where the picture stands still or
   * too little is found.
   *
   * @param notes told what was found, or why nothing is
   */
  public Optional<GlassMask> find(Consumer<String> notes) {
    if (statistics.frames() < FEWEST || statistics.change() < MOVING) {
      notes.accept(
          statistics.frames() < FEWEST
              ? "no drops are looked for on the glass: the clip is too short"
              : "no drops are looked for on the glass: the picture hardly moves");
      return Optional.empty();
    }
    CoveredShapes found = CoveredShapes.of(likely(), columns);
    if (found.sure() < LEAST || found.count() < SHAPES) {
      notes.accept("no drops were found on the glass");
      return Optional.empty();
    }
    notes.accept(
        String.format(
            Locale.ROOT,
            "drops were found on %.1f %% of the picture: what they hide is filled",
            100 * found.share()));
    return Optional.of(GlassMask.of("what was found", columns, rows, found.samples()));
  }

  /** How likely each place is covered, 0 to 1, row by row. */
  public float[] likely() {
    int m = GlassContract.MULTIPLE;
    int wide = (columns + m - 1) / m * m;
    int high = (rows + m - 1) / m * m;
    int channels = TimeStatistics.CHANNELS;
    float[] values = new float[channels * columns * rows];
    statistics.put(values, 0);
    FloatBuffer padded = floats(channels * wide * high);
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < high; y++) {
        int row = (c * rows + Math.min(y, rows - 1)) * columns;
        for (int x = 0; x < wide; x++) {
          padded.put(values[row + Math.min(x, columns - 1)]);
        }
      }
    }
    padded.rewind();
    FloatBuffer said = floats(wide * high);
    SessionFactory sessions =
        new SessionFactory(
            DerainerOptions.defaults().withDevice(Device.CPU).withThreads(1), note -> {});
    try (SessionFactory.Opened network =
            sessions.open(GlassContract.NAME, GlassContract.onnx(), format);
        OnnxTensor in =
            OnnxTensor.createTensor(
                sessions.environment(), padded, new long[] {1, channels, high, wide});
        OnnxTensor out =
            OnnxTensor.createTensor(sessions.environment(), said, new long[] {1, 1, high, wide})) {
      network.run(Map.of(GlassContract.IN, in), Map.of(GlassContract.OUT, out));
    } catch (OrtException e) {
      throw new MediaException("the network for drops on the glass failed: " + e.getMessage(), e);
    }
    float[] likely = new float[columns * rows];
    for (int y = 0; y < rows; y++) {
      said.get(y * wide, likely, y * columns, columns);
    }
    return likely;
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(4 * count).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  @Override
  public void close() {
    statistics.close();
  }
}
