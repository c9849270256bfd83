package org.derain.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.FrameSink;
import org.derain.pipeline.PanSource;
import org.derain.pipeline.inference.Derainer;
import org.derain.pipeline.inference.DerainerOptions;
import org.derain.pipeline.inference.Device;
import org.derain.zoo.Identity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Native memory stays where it is, however long the clip and however many the clips. */
@Tag("native-memory")
class MemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final FrameFormat FORMAT = new FrameFormat(320, 180, 8);

  @Test
  void memoryDoesNotGrowWithFramesOrRuns() throws IOException {
    assumeTrue(Files.isReadable(STATUS), "resident memory is read from /proc");
    DerainerOptions cpu = DerainerOptions.defaults().withDevice(Device.CPU);
    try (Derainer derainer = new Derainer(Identity.model(2), FORMAT, cpu, note -> {})) {
      for (int i = 0; i < 3; i++) {
        run(derainer, 100);
      }
      long before = residentBytes();
      // One leaked picture per frame would be 170 MB, one leaked flow 200 MB.
      run(derainer, 2000);
      // A run that left its ring would leave 4 MB.
      for (int i = 0; i < 15; i++) {
        run(derainer, 10);
      }
      long grown = residentBytes() - before;
      assertTrue(grown < 40L << 20, "grew by " + (grown >> 20) + " MB");
    }
  }

  private static void run(Derainer derainer, int frames) {
    try (PanSource source = new PanSource(FORMAT, 0, frames)) {
      PipelineStats stats =
          new Pipeline(
                  derainer,
                  PipelineOptions.defaults(),
                  (out, time, derained, score) -> {},
                  note -> {})
              .run(source, FrameSink.discard());
      assertEquals(frames, stats.frames().derained());
    }
  }

  private static long residentBytes() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("no VmRSS in " + STATUS);
  }
}
