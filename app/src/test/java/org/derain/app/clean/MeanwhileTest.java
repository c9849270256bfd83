package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Rational;
import org.derain.pipeline.clean.CleanJob;
import org.derain.pipeline.clean.CleanReport;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.clean.Treatment;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.pipeline.still.StillJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else moves, writes and makes files while a job is at work. */
class MeanwhileTest {
  @TempDir Path temp;
  private Bench bench;
  private Path in;
  private Path out;

  @BeforeEach
  void clip() throws Exception {
    bench = new Bench(temp);
    in = bench.plain("in.mp4", 20);
    out = temp.resolve("out.mp4");
  }

  private CleanReport clean(Eventful.Event event, boolean resume, boolean overwrite) {
    CleanRequest request =
        new CleanRequest(
            in,
            out,
            new Eventful(4, event),
            EncoderSettings.of(Codec.H264, null, "ultrafast", 0),
            PipelineOptions.defaults(),
            Cut.ALL,
            false,
            resume,
            overwrite);
    return new CleanJob(request, "test", new Eventful.Silent()).run();
  }

  private void assertRefused(Eventful.Event event) throws IOException {
    MediaException said = assertThrows(MediaException.class, () -> clean(event, false, false));
    assertTrue(said.getMessage().startsWith(in + ": was replaced or changed"), said.getMessage());
    assertFalse(Files.exists(out));
    assertEquals(List.of(), Bench.names(temp).stream().filter(n -> n.startsWith(".")).toList());
  }

  @Test
  void anInputThatIsReplacedIsNotMixedWithTheNewOne() throws Exception {
    Path other = bench.plain("other.mp4", 10);
    assertRefused(() -> Files.move(other, in, StandardCopyOption.REPLACE_EXISTING));
  }

  @Test
  void anInputThatIsOverwrittenIsNotMixedEither() throws Exception {
    byte[] other = Files.readAllBytes(bench.plain("other.mp4", 10));
    assertRefused(() -> Files.write(in, other));
  }

  @Test
  void aGrowingInputIsRefused() throws Exception {
    assertRefused(() -> Files.write(in, new byte[5000], java.nio.file.StandardOpenOption.APPEND));
  }

  @Test
  void anInputOfTheSameContentIsTheSame() throws Exception {
    byte[] same = Files.readAllBytes(in);
    clean(
        () -> {
          Files.delete(in);
          Files.write(in, same);
          Files.setLastModifiedTime(in, FileTime.fromMillis(0));
        },
        false,
        false);
    assertEquals(20, Bench.times(out).size());
  }

  @Test
  void aTargetThatAppearsStaysAndTheWorkToo() throws Exception {
    Eventful.Event appears = () -> Files.writeString(out, "dear");
    MediaException said = assertThrows(MediaException.class, () -> clean(appears, false, false));
    assertTrue(said.getMessage().contains("--resume --overwrite puts it there"), said.getMessage());
    assertEquals("dear", Files.readString(out));

    assertEquals(0, bench.clean(in, out, "--resume"), bench.derain.err());
    assertTrue(bench.derain.err().contains("--resume --overwrite continues"), bench.derain.err());
    assertEquals("dear", Files.readString(out));

    CleanReport report = clean(() -> {}, true, true);
    assertEquals(20, report.frames().out());
    assertEquals(20, Bench.times(out).size());
    assertEquals(List.of(), Bench.names(temp).stream().filter(n -> n.startsWith(".")).toList());
  }

  @Test
  void aTargetMayBeReplacedWhereThatWasAskedFor() throws Exception {
    clean(() -> Files.writeString(out, "cheap"), false, true);
    assertEquals(20, Bench.times(out).size());
  }

  @Test
  void aStillThatAppearsStays() throws Exception {
    Path still = bench.still("in.png");
    Path target = temp.resolve("out.png");
    Treatment treatment =
        new Treatment() {
          @Override
          public String name() {
            return "writer";
          }

          @Override
          public Map<String, String> signature() {
            return Map.of();
          }

          @Override
          public Filter open(
              FrameFormat format, Rational rate, long first, Consumer<String> notes) {
            try {
              Files.writeString(target, "dear");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return new Eventful(0, () -> {}).open(format, rate, first, notes);
          }
        };
    StillJob job = new StillJob(still, target, treatment, false, false, new Eventful.Silent());
    MediaException said = assertThrows(MediaException.class, job::run);
    assertTrue(said.getMessage().contains("--overwrite replaces it"), said.getMessage());
    assertEquals("dear", Files.readString(target));
  }

  @Test
  void aFolderThatAKillLeftBesideAFinishedTargetGoes() throws Exception {
    bench.cleaned(in, "out.mp4");
    Path left = Files.createDirectory(temp.resolve(".out.mp4.derain"));
    Files.writeString(left.resolve("job.json"), "{}");
    Files.writeString(left.resolve("video.log"), "");
    assertEquals(1, bench.clean(in, out));
    assertTrue(Files.exists(left), "unfinished work stays");
    assertTrue(bench.derain.err().contains("an interrupted run left"), bench.derain.err());

    Files.writeString(left.resolve("published"), "");
    assertEquals(0, bench.clean(in, out, "--resume"));
    assertFalse(Files.exists(left));
  }

  @Test
  void aDamagedNoteOfTheJobIsNamed() throws Exception {
    Path left = Files.createDirectory(temp.resolve(".out.mp4.derain"));
    Files.writeString(left.resolve("job.json"), "{\"source\": ");
    assertEquals(1, bench.clean(in, out, "--resume"));
    String said = bench.derain.err();
    assertTrue(said.contains("job.json is damaged; start afresh without --resume"), said);
    bench.cleaned(in, "out.mp4");
  }
}
