package org.derain.app.eval.benchmark;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.derain.app.eval.measure.ClipResult;
import org.derain.app.eval.measure.RainCondition;
import org.derain.frames.MediaException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What is to be judged, on what; docs/EVALUATION.md has the keys.
 *
 * @param methods baselines ({@code input}, {@code median3}, {@code median5}), models of the zoo and
 *     ONNX files; in the table baselines come first
 * @param frames of each clip, at most; 1 or more
 * @param size WxH, the middle of the pictures, at most
 * @param seed of rain that is rendered
 * @param sets at least one
 */
public record BenchmarkFile(
    List<String> methods, int frames, String size, long seed, List<Entry> sets) {
  /** Those that need no model. */
  private static final Set<String> BASELINES =
      Set.of(ClipResult.INPUT, ClipResult.MEDIAN_3, ClipResult.MEDIAN_5);

  /**
   * One set, of one of four kinds: {@code rainy} and {@code clean} (pairs: two files or two
   * folders; {@code matched} where a second lens saw the truth), {@code rendered} with {@code
   * clips}, {@code rain} (real, without a truth), or {@code dry}.
   */
  public record Entry(
      String name,
      Path rainy,
      Path clean,
      Boolean matched,
      List<RainCondition> rendered,
      List<Path> clips,
      List<Path> rain,
      List<Path> dry) {
    /** Whether a second lens saw the truth. */
    boolean isMatched() {
      return Boolean.TRUE.equals(matched);
    }

    private String problem() {
      boolean pairs = rainy != null && clean != null;
      boolean onClips = rendered != null && clips != null;
      long given =
          Stream.of(rainy, clean, rendered, clips, rain, dry).filter(Objects::nonNull).count();
      long needed = pairs || onClips ? 2 : rain != null || dry != null ? 1 : 0;
      if (name == null || name.isBlank()) {
        return "needs a name";
      }
      if (isMatched() && !pairs) {
        return name + ": matched is for rainy and clean";
      }
      return given == needed && needed > 0
          ? null
          : name + ": has either rainy and clean, or rendered and clips, or rain, or dry";
    }
  }

  /**
   * Reads a file.
   *
   * @throws MediaException with what is wrong in it, and where
   */
  public static BenchmarkFile read(Path file) {
    BenchmarkFile read;
    try {
      LoaderOptions options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      Object tree = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
      read =
          JsonMapper.builder()
              .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
              .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
              .build()
              .convertValue(tree, BenchmarkFile.class);
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new MediaException(file + " line " + line + ": " + e.getProblem(), e);
    } catch (YAMLException e) {
      throw new MediaException(file + ": is no YAML file", e);
    } catch (IllegalArgumentException e) {
      throw new MediaException(file + ": " + reason(e), e);
    } catch (NoSuchFileException e) {
      throw new MediaException(file + ": no such file", e);
    } catch (IOException e) {
      throw new MediaException(file + ": cannot be read: " + e.getMessage(), e);
    }
    String wrong = read == null ? "is empty" : read.problem();
    if (wrong != null) {
      throw new MediaException(file + ": " + wrong);
    }
    return read;
  }

  private static String reason(IllegalArgumentException e) {
    if (e.getCause() instanceof JsonMappingException wrong) {
      String where =
          wrong.getPath().stream()
              .map(r -> r.getFieldName() == null ? "" + (r.getIndex() + 1) : r.getFieldName())
              .collect(Collectors.joining(" "));
      if (wrong instanceof UnrecognizedPropertyException key) {
        return where + ": there is no such key, only " + key.getKnownPropertyIds();
      }
      return wrong instanceof InvalidFormatException value
          ? where + ": cannot be '" + value.getValue() + "'"
          : where + ": is not what belongs there";
    }
    return e.getMessage();
  }

  private String problem() {
    if (methods == null || models().isEmpty()) {
      return "needs methods, and among them a model";
    }
    if (frames < 1) {
      return "frames is 1 or more";
    }
    if (size == null || !size.matches("[1-9]\\d{1,4}x[1-9]\\d{1,4}")) {
      return "size is for instance 640x360";
    }
    if (sets == null || sets.isEmpty()) {
      return "needs sets";
    }
    if (sets.stream().map(Entry::name).distinct().count() < sets.size()) {
      return "two sets have one name";
    }
    return sets.stream().map(Entry::problem).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** The methods that are models: names and files. */
  public List<String> models() {
    return methods.stream().filter(method -> !BASELINES.contains(method)).toList();
  }

  /** The methods that are none, in the order of the file. */
  public List<String> baselines() {
    return methods.stream().filter(BASELINES::contains).toList();
  }

  /** Of the middle that is judged, in pixels; even. */
  public int width() {
    return side(0);
  }

  /** Likewise. */
  public int height() {
    return side(1);
  }

  private int side(int index) {
    return Math.max(16, Integer.parseInt(size.split("x")[index])) & ~1;
  }
}
