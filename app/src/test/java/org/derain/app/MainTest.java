package org.derain.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.derain.app.cli.RootCommand;
import org.derain.frames.MediaException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), args);
  }

  @Test
  void helpListsTheCommandsInGroups() {
    assertEquals(0, run("--help"));
    assertTrue(
        out.toString().contains("\nLearn\n") && out.toString().contains("\n  train "),
        out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void everyCommandHasHelp() {
    CommandLine root = Main.commandLine();
    assertFalse(root.getSubcommands().isEmpty());
    for (String name : root.getSubcommands().keySet()) {
      assertEquals(0, run(name, "--help"), name);
      assertTrue(out.toString().contains("derain " + name), name);
    }
  }

  @Test
  void whatTheLauncherStartsIsNotStartedHere() {
    assertEquals(2, run("train", "runs/nano.yaml", "--seed", "3"));
    assertTrue(err.toString().contains("./derain train"), err.toString());
    assertEquals(2, err.toString().lines().count(), err.toString());
  }

  @Test
  void versionIsTheBuilds() {
    assertEquals(0, run("--version"));
    assertTrue(out.toString().matches("derain \\d+\\.\\d+.*\\s*"), out.toString());
  }

  @Test
  void wrongUsageIsTwo() {
    assertEquals(2, run());
    assertEquals(2, run("--no-such-option"));
    assertEquals(2, run("cleen"));
    assertTrue(err.toString().contains("Unmatched argument"), err.toString());
    assertTrue(err.toString().contains("Try 'derain --help'."), err.toString());
    assertFalse(err.toString().contains("\tat "), "no stack");
  }

  @Test
  void aFailureIsOneLineAndVerboseShowsTheStack() {
    @Command(name = "fail", description = "Fails.")
    class Fail implements Runnable {
      @Override
      public void run() {
        throw new MediaException("a.mp4: no such file");
      }
    }
    CommandLine line = RootCommand.with(Map.of("Fail", new Object[] {new Fail()}));
    line.setErr(new PrintWriter(err));
    assertEquals(1, line.execute("fail"));
    assertEquals("derain: a.mp4: no such file" + System.lineSeparator(), err.toString());
    assertEquals(1, line.execute("fail", "--verbose"));
    assertTrue(err.toString().contains("\tat org.derain.app"), err.toString());
  }
}
