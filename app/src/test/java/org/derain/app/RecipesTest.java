package org.derain.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import picocli.CommandLine;

/** What docs/RECIPES.md shows is what the program takes. */
class RecipesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static List<String> blocks(String language) throws Exception {
    String text = Files.readString(ROOT.resolve("docs/RECIPES.md"));
    Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
    return block.results().map(found -> found.group(1)).toList();
  }

  @Test
  void commandsAreOnesOfOurs() throws Exception {
    List<String> seen = new ArrayList<>();
    try (Stream<String> lines = Files.lines(ROOT.resolve("docs/RECIPES.md"))) {
      for (String line : lines.filter(line -> line.startsWith("    derain ")).toList()) {
        // As a shell would hand it over, with a value for every variable.
        String[] words =
            line.strip().replace("'", "").replaceAll("\\$\\{\\w+\\}", "word").split(" +");
        CommandLine.ParseResult parsed =
            Main.commandLine().parseArgs(Stream.of(words).skip(1).toArray(String[]::new));
        seen.add(parsed.subcommand().commandSpec().name());
      }
    }
    assertEquals(List.of("live", "live", "live", "live"), seen);
  }

  @Test
  void configurationsAreYaml() throws Exception {
    List<String> blocks = blocks("yaml");
    assertEquals(4, blocks.size());
    for (String block : blocks) {
      Object map = new Yaml(new SafeConstructor(new LoaderOptions())).load(block);
      assertTrue(map instanceof java.util.Map, block);
    }
  }

  @Test
  void theProgramIsThatOfTheSamples() throws Exception {
    Path sample = ROOT.resolve("samples/src/main/java/org/derain/samples/ClipThroughJavacv.java");
    String source = Files.readString(sample).replaceAll("(?m)^ +", "");
    for (String block : blocks("java")) {
      assertTrue(source.contains(block.replaceAll("(?m)^ +", "")), block);
    }
  }
}
