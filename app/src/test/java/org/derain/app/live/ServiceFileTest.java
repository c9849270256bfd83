package org.derain.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derain.app.dashcam.DashcamCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The systemd units of the documentation. */
class ServiceFileTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final String LAUNCHER = "/opt/derain/derain";

  @TempDir Path folder;

  private static String unit() throws IOException {
    return Files.readString(ROOT.resolve("docs/live/derain.service"));
  }

  @Test
  void itsCommandIsOneOfOurs() throws Exception {
    String begin = "ExecStart=" + LAUNCHER + " live ";
    String command =
        unit().lines().filter(line -> line.startsWith(begin)).findFirst().orElseThrow();
    CommandLine live = new CommandLine(new LiveCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    ParseResult parsed = live.parseArgs(command.substring(begin.length()).split(" "));
    assertTrue(parsed.hasMatchedOption("--config"), command);
    assertFalse(parsed.hasMatchedPositional(0), command);
  }

  @Test
  void theCommandOfTheArchiveIsOneOfOurs() throws Exception {
    String begin = "ExecStart=" + LAUNCHER + " dashcam ";
    String unit = Files.readString(ROOT.resolve("docs/live/derain-archive.service"));
    String command = unit.lines().filter(line -> line.startsWith(begin)).findFirst().orElseThrow();
    ParseResult parsed =
        new CommandLine(new DashcamCommand())
            .parseArgs(command.substring(begin.length()).split(" "));
    assertTrue(parsed.hasMatchedOption("--output"), command);
  }

  @Test
  void systemdHasNothingToSayAgainstThem() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/systemd-analyze")),
        "no systemd here: install the package 'systemd' to run this");
    List<String> command = new ArrayList<>(List.of("/usr/bin/systemd-analyze", "verify"));
    for (String name :
        List.of("derain.service", "derain-archive.service", "derain-archive.timer")) {
      Path copy = folder.resolve(name);
      String text = Files.readString(ROOT.resolve("docs/live/" + name));
      Files.writeString(copy, text.replace(LAUNCHER, ROOT.resolve("derain").toString()));
      command.add(copy.toString());
    }
    Process verify = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(verify.getInputStream().readAllBytes());
    assertEquals(0, verify.waitFor(), said);
    assertEquals(List.of(), said.lines().filter(line -> line.contains("derain")).toList());
  }
}
