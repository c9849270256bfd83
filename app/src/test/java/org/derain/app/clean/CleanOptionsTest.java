package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What options mean, and which names they go by. */
class CleanOptionsTest {
  @Command
  private static final class Holder {
    @Mixin private CleanOptions options;
  }

  private static boolean smooths(String... args) {
    Holder holder = new Holder();
    new CommandLine(holder).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(args);
    return holder.options.network.pipeline().steady();
  }

  @Test
  void deflickeringIsSwitchedOffUnderItsNewAndItsOldName() {
    assertTrue(smooths());
    assertFalse(smooths("--no-deflicker"));
    assertFalse(smooths("--no-steady"));
  }

  @Test
  void theHelpShowsTheFieldsWord() {
    String help = new CommandLine(new Holder()).getUsageMessage();
    assertTrue(help.contains("--no-deflicker"), help);
    assertFalse(help.contains("--no-steady"), help);
  }
}
