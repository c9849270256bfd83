package org.derain.app.live.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.derain.app.cli.Variables;
import org.derain.app.signal.HookAddress;
import org.derain.frames.MediaException;
import org.derain.javacv.JavacvCamera;
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
public final class CameraFile {
  /** Some two thousand cameras; of longer comments alone the parser makes seconds of work. */
  public static final int LARGEST = 256 << 10;

  private static final int NAME_LENGTH = 64;

  private final Path file;
  private final Function<String, String> environment;
  private final ConfigErrors mistakes = new ConfigErrors();
  private final Map<String, Integer> names = new HashMap<>();
  private final Map<String, Integer> outputs = new HashMap<>();

  private CameraFile(Path file, Function<String, String> environment) {
    this.file = file;
    this.environment = environment;
  }

  /**
   * Checks what a file says.
   *
   * @param content of the file, from {@link #content}
   * @param base what holds where the file says nothing
   * @param environment gives a variable's value, or null
   * @throws MediaException with every mistake and its line
   */
  static CameraList read(
      Path file, byte[] content, CameraDefaults base, Function<String, String> environment) {
    return new CameraFile(file, environment).cameras(content, base);
  }

  private CameraList cameras(byte[] content, CameraDefaults base) {
    List<CameraSettings> cameras = new ArrayList<>();
    Map<String, List<HookAddress>> hooks = new HashMap<>();
    YamlMap root = YamlMap.of(compose(content), "the file", mistakes);
    CameraDefaults defaults = base.copy();
    root.map("defaults")
        .ifPresent(map -> CameraKeys.fill(defaults, map, environment).rejectOthers());
    List<YamlMap> maps = root.maps("cameras");
    root.rejectOthers();
    if (maps.isEmpty() && mistakes.isEmpty()) {
      mistakes.add(root.line(), "needs 'cameras', a list with at least one");
    }
    for (YamlMap map : maps) {
      CameraDefaults draft = defaults.copy();
      CameraSettings camera = camera(map, draft);
      if (camera != null) {
        cameras.add(camera);
        hooks.put(camera.name(), draft.hooks());
      }
    }
    mistakes.refuse(file);
    return new CameraList(cameras, hooks);
  }

  /**
   * What a file holds, which is never more than {@link #LARGEST} bytes, whatever it grows to.
   *
   * @throws MediaException when it is larger or cannot be read
   */
  static byte[] content(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw new MediaException(
            file + ": more than " + (LARGEST >> 10) + " KiB, which is no file of cameras");
      }
      return content;
    } catch (NoSuchFileException e) {
      throw new MediaException(file + ": no such file", e);
    } catch (AccessDeniedException e) {
      throw new MediaException(file + ": may not be read (permissions)", e);
    } catch (IOException e) {
      throw new MediaException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private Node compose(byte[] content) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(true); // YamlMap tells them with their line
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return new Yaml(options).compose(new StringReader(text)); // nodes: nothing is constructed
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new MediaException(file + " line " + line + ": " + problem(e.getProblem()));
    } catch (YAMLException | CharacterCodingException e) {
      throw new MediaException(file + ": is no YAML file in UTF-8", e);
    }
  }

  /** Without what was found there, or the line itself: a password may stand in it. */
  private static String problem(String message) {
    boolean name =
        message.contains("alias") || message.contains("anchor") || message.contains("tag");
    return name && !message.contains("<")
        ? YamlMap.QUOTES
        : message.replaceFirst(", but found:? [^'].*", "");
  }

  /** A camera, or null after a mistake. */
  private CameraSettings camera(YamlMap map, CameraDefaults draft) {
    int before = mistakes.count();
    String name = map.text("name").orElse(null);
    String source = map.text("source").map(text -> filled(map, "source", text)).orElse(null);
    List<String> to = map.texts("outputs").stream().map(t -> filled(map, "outputs", t)).toList();
    CameraKeys.fill(draft, map, environment).rejectOthers();
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
    draft.problem().ifPresent(wrong -> mistakes.add(map.line(), wrong.replace("--", "")));
    if (mistakes.count() > before) {
      return null;
    }
    CameraSettings camera = draft.settings(name, source, to);
    String key = camera.sourceProblem().isPresent() ? "source" : "outputs";
    camera.problem().ifPresent(wrong -> mistakes.add(map.line(key), key + ": " + wrong));
    JavacvCamera.problem(source)
        .ifPresent(wrong -> mistakes.add(map.line("source"), "source: " + wrong));
    return camera;
  }

  private String filled(YamlMap map, String key, String text) {
    try {
      return Variables.filled(text, environment);
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
  public static boolean isName(String name) {
    return name.length() <= NAME_LENGTH && name.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
  }
}
