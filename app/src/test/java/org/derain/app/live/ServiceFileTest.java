package org.derain.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The systemd unit of the documentation. */
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
  void systemdHasNothingToSayAgainstIt() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/systemd-analyze")),
        "no systemd here: install the package 'systemd' to run this");
    Path copy = folder.resolve("derain.service");
    Files.writeString(copy, unit().replace(LAUNCHER, ROOT.resolve("derain").toString()));
    Process verify =
        new ProcessBuilder("/usr/bin/systemd-analyze", "verify", copy.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(verify.getInputStream().readAllBytes());
    assertEquals(0, verify.waitFor(), said);
    assertEquals(List.of(), said.lines().filter(line -> line.contains("derain")).toList());
  }
}
