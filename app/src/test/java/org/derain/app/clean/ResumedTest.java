package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.derain.frames.MediaException;
import org.derain.pipeline.clean.CleanJob;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.pipeline.scale.Scale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that was stopped and goes on ends with the very bytes of one that was not. */
class ResumedTest {
  /** At six frames a second a piece has sixty. */
  private static final int FRAMES = 150;

  @TempDir Path temp;
  private Path in;

  @BeforeEach
  void clip() throws Exception {
    in =
        new Bench(temp)
            .clip(
                "in.mp4",
                "-f lavfi -i testsrc2=s=160x96:r=6 -frames:v " + FRAMES + " -c:v libx264 -bf 0");
  }

  private CleanRequest request(Path out, Codec codec, Eventful treatment, boolean resume) {
    return new CleanRequest(
        in,
        out,
        treatment,
        EncoderSettings.of(codec, null, null, 0),
        PipelineOptions.defaults(),
        Cut.ALL,
        false,
        resume,
        false);
  }

  private Path whole(Codec codec, Eventful treatment, boolean resume, String name) {
    Path out = temp.resolve(name);
    new CleanJob(request(out, codec, treatment, resume), "test", new Eventful.Silent()).run();
    return out;
  }

  /** Stops a job when so many frames were derained; the rest of its folder stays. */
  private void stopped(Codec codec, int frame, String name) {
    AtomicReference<CleanJob> job = new AtomicReference<>();
    Eventful treatment = new Eventful(frame, () -> job.get().cancel());
    CleanRequest request = request(temp.resolve(name), codec, treatment, false);
    job.set(new CleanJob(request, "test", new Eventful.Silent()));
    MediaException said = assertThrows(MediaException.class, job.get()::run);
    assertTrue(said.getMessage().contains("stopped; what is done is kept"), said.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"H264, 85", "H264, 140", "HEVC, 140", "AV1, 140", "FFV1, 85"})
  void theResultIsTheSame(Codec codec, int frame) throws Exception {
    Path whole = whole(codec, new Eventful(-1, null), false, "whole.mkv");
    stopped(codec, frame, "out.mkv");
    Eventful rest = new Eventful(-1, null);
    Path out = whole(codec, rest, true, "out.mkv");
    assertEquals(FRAMES - frame / 60 * 60, rest.frames(), "frames that were done stay");
    assertEquals(Bench.times(whole), Bench.times(out));
    assertEquals(Double.POSITIVE_INFINITY, Bench.psnr(whole, out));
    assertEquals(Files.size(whole), Files.size(out));
  }

  @Test
  void theVideoOfAnUnkilledRunIsTheSameByteForByteInAContainerWithoutAClock() throws Exception {
    Path whole = whole(Codec.H264, new Eventful(-1, null), false, "whole.ts");
    stopped(Codec.H264, 85, "out.ts");
    Path out = whole(Codec.H264, new Eventful(-1, null), true, "out.ts");
    assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(out));
  }

  @Test
  void aRestoredInputGoesOn() throws Exception {
    stopped(Codec.H264, 85, "out.mkv");
    byte[] content = Files.readAllBytes(in);
    Files.delete(in);
    Files.write(in, content);
    assertTrue(Files.exists(whole(Codec.H264, new Eventful(-1, null), true, "out.mkv")));
  }

  @Test
  void anotherInputDoesNot() throws Exception {
    stopped(Codec.H264, 85, "out.mkv");
    byte[] content = Files.readAllBytes(in);
    content[content.length / 2] ^= 1;
    Files.write(in, content);
    MediaException said =
        assertThrows(
            MediaException.class, () -> whole(Codec.H264, new Eventful(-1, null), true, "out.mkv"));
    assertTrue(said.getMessage().contains("it had other settings: source was"), said.getMessage());
    assertFalse(Files.exists(temp.resolve("out.mkv")));
  }

  @ParameterizedTest
  @CsvSource({"true, 1, steady was false and is true", "false, 2, scale was 1 and is 2"})
  void anythingElseThatShapesTheResultIsNotMixedIn(boolean steady, String scale, String said) {
    stopped(Codec.H264, 85, "out.mkv");
    Eventful treatment = new Eventful(-1, null);
    CleanRequest same = request(temp.resolve("out.mkv"), Codec.H264, treatment, true);
    CleanRequest other =
        new CleanRequest(
            same.input(),
            same.output(),
            same.treatment(),
            same.encoder(),
            same.pipeline().withSteady(steady).withScale(Scale.parse(scale)),
            same.cut(),
            false,
            true,
            false);
    CleanJob job = new CleanJob(other, "test", new Eventful.Silent());
    MediaException refused = assertThrows(MediaException.class, job::run);
    assertTrue(refused.getMessage().contains(said), refused.getMessage());
  }
}
