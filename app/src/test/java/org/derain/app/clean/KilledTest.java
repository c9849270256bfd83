package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.derain.app.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a kill, Ctrl-C or a full disk leave, and how a run goes on. */
class KilledTest {
  private static final int FRAMES = 260;

  @TempDir Path temp;
  private Bench bench;
  private Path in;
  private Path target;

  @BeforeEach
  void bench() throws Exception {
    // Shows the second neighbour ahead: a run that goes on must see what an unkilled one sees.
    bench = new Bench(temp, 4);
    target = temp.resolve("out.mp4");
    in =
        bench.clip(
            "in.mp4",
            "-f lavfi -i testsrc2=s=160x96:r=6000/1001 -frames:v "
                + FRAMES
                + " -vf setpts=PTS+mod(N\\,3)*100/TB/100000 -enc_time_base 1/90000"
                + " -c:v libx264 -preset ultrafast");
  }

  /** A real process, so that it can be killed for real. */
  private Process start(String limits, Object... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-Dorg.bytedeco.javacpp.nopointergc=true");
    command.add(Main.class.getName());
    for (Object word : words) {
      command.add(word.toString());
    }
    if (!limits.isEmpty()) {
      command.addAll(0, List.of("bash", "-c", limits + "; exec \"$@\"", "bash"));
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectErrorStream(true).redirectOutput(temp.resolve("said.txt").toFile());
    return builder.start();
  }

  private Process startCleaning() throws IOException {
    return start(
        "",
        "clean",
        in,
        "-o",
        target,
        "--model",
        bench.model(),
        "--preset",
        "placebo",
        "--crf",
        "0");
  }

  private Path work() {
    return temp.resolve(".out.mp4.derain");
  }

  /** Waits until a piece is safe: its 60 frames take some 440 kB. */
  private void awaitWork(Process process) throws Exception {
    Path log = work().resolve("video.log");
    while (process.isAlive() && (!Files.exists(log) || Files.size(log) < 600_000)) {
      Thread.sleep(5);
    }
    assertTrue(process.isAlive(), "too quick: " + Files.readString(temp.resolve("said.txt")));
  }

  /** As glibc can fill what is allocated; x264 with AVX-512 read it. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void whatMemoryHeldBeforeChangesNoByte() throws Exception {
    List<byte[]> results = new ArrayList<>();
    for (int fill : new int[] {1, 85, 200}) {
      Path result = temp.resolve("filled" + fill + ".mp4");
      Object[] words = {"clean", in, "-o", result, "--model", bench.model(), "--threads", "1"};
      assertEquals(0, start("export MALLOC_PERTURB_=" + fill, words).waitFor());
      results.add(Files.readAllBytes(result));
    }
    assertArrayEquals(results.get(0), results.get(1));
    assertArrayEquals(results.get(0), results.get(2));
  }

  @Test
  void aKilledRunLeavesNoTargetAndIsContinued() throws Exception {
    Process process = startCleaning();
    awaitWork(process);
    assertEquals(1, bench.clean(in, target));
    assertTrue(bench.derain.err().contains("another run is writing it"), bench.derain.err());
    process.destroyForcibly().waitFor();
    assertFalse(Files.exists(target));
    assertTrue(Files.isDirectory(work()));

    assertEquals(1, bench.clean(in, target, "--resume", "--crf", "20", "--preset", "placebo"));
    assertTrue(
        bench.derain.err().contains("had other settings: crf was 0 and is 20"), bench.derain.err());

    bench.cleaned(in, "out.mp4", "--resume", "--preset", "placebo", "--crf", "0");
    assertTrue(bench.derain.err().contains(" frames are there already"), bench.derain.err());
    assertTrue(
        bench.derain.out().contains("in " + FRAMES + ", out " + FRAMES + ", derained " + FRAMES),
        bench.derain.out());
    assertEquals(Bench.times(in), Bench.times(target));
    assertFalse(Files.exists(work()));

    Path whole = bench.cleaned(in, "whole.mp4", "--preset", "fast", "--crf", "0");
    assertEquals(Double.POSITIVE_INFINITY, Bench.psnr(whole, target));
    assertEquals(Bench.times(whole), Bench.times(target));
    assertEquals(
        Bench.video(whole).get("nb_frames").asInt(), Bench.video(target).get("nb_frames").asInt());
  }

  @Test
  void withoutResumeTheRestOfAKilledRunIsReplaced() throws Exception {
    Process process = startCleaning();
    awaitWork(process);
    process.destroyForcibly().waitFor();
    bench.cleaned(in, "out.mp4");
    assertTrue(bench.derain.err().contains("is replaced"), bench.derain.err());
    assertEquals(Bench.times(in), Bench.times(target));
    assertFalse(Files.exists(work()));
  }

  @Test
  void aStopSignalKeepsWhatIsDoneAndSaysSo() throws Exception {
    Process process = startCleaning();
    awaitWork(process);
    process.destroy();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    String said = Files.readString(temp.resolve("said.txt"));
    assertTrue(said.contains("stopped; what is done is kept, --resume continues it"), said);
    assertFalse(Files.exists(target));
    bench.cleaned(in, "out.mp4", "--resume", "--preset", "placebo", "--crf", "0");
    assertEquals(Bench.times(in), Bench.times(target));
  }

  @Test
  void aFullDiskIsOneLineAndLeavesNothing() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs a shell that limits files");
    Path noise =
        bench.clip(
            "noise.mkv",
            "-f lavfi -i color=gray:s=640x360:r=25 -vf noise=alls=100:allf=t -frames:v 160 -c:v"
                + " libx264 -preset ultrafast -crf 10");
    List<String> before = Bench.names(temp);
    // In KiB; the native libraries that are unpacked must fit.
    Process process =
        start(
            "ulimit -f 36000",
            "clean",
            noise,
            "-o",
            temp.resolve("full.mkv"),
            "--model",
            bench.model(),
            "--codec",
            "ffv1");
    assertEquals(1, process.waitFor());
    String said = Files.readString(temp.resolve("said.txt"));
    assertTrue(said.contains("no space left on the disk"), said);
    assertEquals(1, said.lines().filter(line -> line.startsWith("derain:")).count(), said);
    List<String> after = new ArrayList<>(Bench.names(temp));
    after.remove("said.txt");
    assertEquals(before, after);
  }
}
