package org.derain.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The word {@code derain} itself: what it is for, and the options every command shares. */
@Command(
    name = "derain",
    versionProvider = RootCommand.Version.class,
    description = {
      "Takes the rain out of video. Point it at a rainy clip and get the same clip back without",
      "the rain, with every stream, timestamp and colour kept."
    },
    customSynopsis = "derain COMMAND [OPTIONS] ...",
    footerHeading = "%nExamples%n",
    footer = {
      "  derain clean rainy.mp4 -o clean.mp4           take the rain out of one file",
      "  derain clean --compare rainy.mp4 -o both.mp4  before and after, side by side",
      "  derain live rtsp://cam/stream -o rtsp://127.0.0.1:8554/clean",
      "  derain COMMAND --help                         everything a command can do",
      "",
      "Exit codes: 0 done, 1 failed (one line says why; --verbose shows more), 2 wrong usage."
    })
public final class RootCommand implements Runnable {
  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "When something fails, show where in the program (the stack).")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  @Spec private CommandSpec spec;

  private RootCommand() {}

  /** The version, for instance {@code 0.1.0}. */
  public static String version() {
    return Version.text();
  }

  /** Whether the user asked for stacks. */
  boolean verbose() {
    return verbose;
  }

  /** Builds the command line over commands in titled groups. */
  public static CommandLine with(Map<String, Object[]> groups) {
    CommandLine line = new CommandLine(new RootCommand());
    List<String> titles = new ArrayList<>();
    List<List<String>> names = new ArrayList<>();
    groups.forEach(
        (title, commands) -> {
          List<String> group = new ArrayList<>();
          for (Object command : commands) {
            CommandLine sub = new CommandLine(command);
            line.addSubcommand(sub.getCommandName(), sub);
            group.add(sub.getCommandName());
          }
          titles.add(title);
          names.add(group);
        });
    line.registerConverter(Path.class, new PathWord());
    line.setUsageHelpWidth(100);
    line.setUsageHelpAutoWidth(false);
    line.setExecutionExceptionHandler((e, at, parsed) -> Failures.report(e, at));
    line.setParameterExceptionHandler((e, given) -> Failures.usage(e));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> commandList(help, titles, names));
    line.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
    return line;
  }

  private static String commandList(Help help, List<String> titles, List<List<String>> names) {
    StringBuilder text = new StringBuilder();
    for (int g = 0; g < titles.size(); g++) {
      if (names.get(g).isEmpty()) {
        continue;
      }
      text.append('\n').append(titles.get(g)).append('\n');
      for (String name : names.get(g)) {
        String[] about = help.subcommands().get(name).commandSpec().usageMessage().description();
        text.append(String.format("  %-9s%s%n", name, about.length == 0 ? "" : about[0]));
      }
    }
    return text.toString();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given");
  }

  /** The version, as the build wrote it into a resource. */
  public static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"derain " + text()};
    }

    /** For instance {@code 0.1.0}. */
    public static String text() {
      try (InputStream in = RootCommand.class.getResourceAsStream("version.txt")) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
