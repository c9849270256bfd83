package org.derain.app.dashcam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.derain.app.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card that is killed again and again ends as one that was not. */
class DashcamKilledTest {
  private static final String X264 = "libx264 -preset ultrafast -sc_threshold 0";

  @TempDir Path folder;

  /** A real process, so that it can be killed for real. */
  private Process start(Card card) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-Dorg.bytedeco.javacpp.nopointergc=true"));
    command.add(Main.class.getName());
    command.addAll(List.of("dashcam", card.root.toString(), "-o", card.result.toString()));
    command.addAll(List.of("--model", card.model().toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
  }

  private static long lines(Path journal) throws IOException {
    if (!Files.exists(journal)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(journal)) {
      return lines.count();
    }
  }

  @Test
  void itGoesOnWhereItWasAndEndsWithTheSameFiles() throws Exception {
    Card card = new Card(folder);
    Path cut = card.recording("20230515_141500F.mp4", 20, "between(t,8,13)", X264);
    Path wet = card.recording("20230515_151500F.mp4", 4, "gte(t,0)", X264);
    Path dry = card.recording("20230515_161500F.mp4", 4, "lt(t,0)", X264);
    Path journal = card.result.resolve(".derain-card").resolve("journal.jsonl");
    // Settings and three surveys come first, then two lines for each recording: what is killed is
    // a look, the work on the first recording, and that on the second.
    for (int least : new int[] {2, 5, 7}) {
      Process process = start(card);
      while (process.isAlive() && lines(journal) < least) {
        Thread.sleep(5);
      }
      process.destroyForcibly().waitFor();
    }
    assertEquals(0, card.run("--verify"), card.derain.err());

    Path whole = folder.resolve("whole");
    assertEquals(0, card.derain.run("dashcam", card.root, "-o", whole, "--model", card.model()));
    for (Path source : List.of(cut, wet, dry)) {
      Path name = source.getFileName();
      assertEquals(
          Card.packets(whole.resolve(name), "v:0"), Card.packets(card.result.resolve(name), "v:0"));
      assertEquals(
          Card.packets(whole.resolve(name), "a:0"), Card.packets(card.result.resolve(name), "a:0"));
    }
    try (Stream<Path> left = Files.list(card.result)) {
      assertEquals(
          List.of(
              ".derain-card",
              "20230515_141500F.mp4",
              "20230515_151500F.mp4",
              "20230515_161500F.mp4",
              "report.csv",
              "report.html"),
          left.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }
}
