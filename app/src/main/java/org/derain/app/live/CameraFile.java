package org.derain.app.live;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.derain.frames.MediaException;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.Redacted;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the YAML file of many cameras. It has {@code cameras}, a list, and may have {@code
 * defaults}; docs/LIVE.md has the keys. All mistakes are told at once, each with its line, and
 * never with a credential.
 */
final class CameraFile {
  private static final int NAME_LENGTH = 64;

  private final Path file;
  private final Function<String, String> environment;
  private final Mistakes mistakes = new Mistakes();
  private final Map<String, Integer> names = new HashMap<>();
  private final Map<String, Integer> outputs = new HashMap<>();

  private CameraFile(Path file, Function<String, String> environment) {
    this.file = file;
    this.environment = environment;
  }

  /**
   * Reads and checks a file.
   *
   * @param base what holds where the file says nothing
   * @param environment gives a variable's value, or null
   * @throws MediaException with every mistake and its line
   */
  static List<CameraSettings> read(
      Path file, CameraDraft base, Function<String, String> environment) {
    return new CameraFile(file, environment).cameras(base);
  }

  private List<CameraSettings> cameras(CameraDraft base) {
    List<CameraSettings> cameras = new ArrayList<>();
    YamlMap root = YamlMap.of(compose(), "the file", mistakes);
    CameraDraft defaults = base.copy();
    root.map("defaults").ifPresent(map -> CameraKeys.fill(defaults, map).rejectOthers());
    List<YamlMap> maps = root.maps("cameras");
    root.rejectOthers();
    if (maps.isEmpty() && mistakes.isEmpty()) {
      mistakes.add(root.line(), "needs 'cameras', a list with at least one");
    }
    for (YamlMap map : maps) {
      CameraSettings camera = camera(map, defaults.copy());
      if (camera != null) {
        cameras.add(camera);
      }
    }
    mistakes.refuse(file);
    return cameras;
  }

  private Node compose() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(true); // YamlMap tells them with their line
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Yaml(options).compose(reader); // nodes only: nothing is constructed
    } catch (MarkedYAMLException e) {
      // Not its message: that quotes the line, and a password may stand in it.
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new MediaException(file + " line " + line + ": " + e.getProblem());
    } catch (YAMLException e) {
      throw new MediaException(file + ": is no YAML file");
    } catch (java.nio.file.NoSuchFileException e) {
      throw new MediaException(file + ": no such file", e);
    } catch (IOException e) {
      throw new MediaException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** A camera, or null after a mistake. */
  private CameraSettings camera(YamlMap map, CameraDraft draft) {
    int before = mistakes.count();
    String name = map.text("name").orElse(null);
    String source = map.text("source").map(text -> filled(map, "source", text)).orElse(null);
    List<String> to = map.texts("outputs").stream().map(t -> filled(map, "outputs", t)).toList();
    CameraKeys.fill(draft, map).rejectOthers();
    map.require("name", "source", "outputs");
    if (name != null) {
      checkName(map, name);
    }
    for (String output : to) {
      Integer other = outputs.putIfAbsent(output, map.line("outputs"));
      if (other != null) {
        mistakes.add(
            map.line("outputs"),
            "outputs: " + Redacted.url(output) + " is taken already, in line " + other);
      }
    }
    String complaint = draft.complaint();
    if (complaint != null) {
      mistakes.add(map.line(), complaint.replace("--", ""));
    }
    if (mistakes.count() > before) {
      return null;
    }
    CameraSettings camera = draft.settings(name, source, to);
    if (camera.complaint() != null) {
      mistakes.add(map.line("outputs"), "outputs: " + camera.complaint());
    }
    return camera;
  }

  private String filled(YamlMap map, String key, String text) {
    try {
      return Words.filled(text, environment);
    } catch (IllegalArgumentException e) {
      mistakes.add(map.line(key), key + ": " + e.getMessage());
      return text;
    }
  }

  private void checkName(YamlMap map, String name) {
    int line = map.line("name");
    if (!isName(name)) {
      mistakes.add(
          line,
          "name: letters, digits, '.', '_' and '-', at most "
              + NAME_LENGTH
              + ", beginning with a letter or digit");
    }
    Integer other = names.putIfAbsent(name, line);
    if (other != null) {
      mistakes.add(line, "name: '" + name + "' is taken already, in line " + other);
    }
  }

  /** Whether this may name a camera: it goes into addresses and labels. */
  static boolean isName(String name) {
    return name.length() <= NAME_LENGTH && name.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
  }
}
