package org.derain.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.pipeline.inference.Derainer;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.inference.Device;
import org.derain.pipeline.run.Pipeline;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.pipeline.run.PipelineStats;
import org.derain.zoo.Identity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every size and depth goes through alignment and ONNX Runtime and comes out as it went in. */
class FormatsTest {
  private static final int FRAMES = 7;

  @ParameterizedTest
  @CsvSource({"2,2,8", "16,16,8", "16,16,10", "34,18,8", "1000,20,8", "18,130,9", "160,96,12"})
  void theIdentityNetworkChangesNothing(int width, int height, int bits) {
    FrameFormat format = new FrameFormat(width, height, bits);
    List<Integer> in = new ArrayList<>();
    List<Integer> out = new ArrayList<>();
    DerainerOptions cpu = DerainerOptions.defaults().withDevice(Device.CPU).withThreads(1);
    try (FrameSource source = noise(format, in);
        FrameSink sink = hashes(out);
        Derainer derainer = new Derainer(Identity.model(2), format, cpu, note -> {})) {
      PipelineStats stats =
          new Pipeline(
                  derainer,
                  PipelineOptions.defaults(),
                  (count, time, derained, score) -> {},
                  note -> {})
              .run(source, sink);
      assertEquals(Map.of(), stats.errors());
      assertEquals(new FrameCounts(FRAMES, FRAMES, FRAMES, 0, 0, 0), stats.frames());
    }
    assertEquals(in, out);
  }

  /** Frames of noise within the peak, and their hashes. */
  private static FrameSource noise(FrameFormat format, List<Integer> hashes) {
    Random random = new Random(11);
    return new FrameSource() {
      @Override
      public FrameFormat format() {
        return format;
      }

      @Override
      public boolean next(Picture into, FrameTime time) {
        if (hashes.size() == FRAMES) {
          return false;
        }
        ByteBuffer bytes = into.buffer();
        ShortBuffer words = bytes.asShortBuffer();
        while (format.sampleBytes() == 1 ? bytes.hasRemaining() : words.hasRemaining()) {
          int sample = random.nextInt(format.peak() + 1);
          if (format.sampleBytes() == 1) {
            bytes.put((byte) sample);
          } else {
            words.put((short) sample);
          }
        }
        hashes.add(into.buffer().hashCode());
        return true;
      }

      @Override
      public void close() {}
    };
  }

  private static FrameSink hashes(List<Integer> hashes) {
    return new FrameSink() {
      @Override
      public void write(Picture original, Picture derained, FrameTime time) {
        hashes.add(derained.buffer().hashCode());
      }

      @Override
      public void close() {}
    };
  }
}
