package org.derain.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.derain.frames.MediaException;

/** The models that come with the program, from cheap to dear; and any ONNX file of ours. */
public final class Zoo {
  /** The model for videos where the user names none: several times as quick, for 0 to 0.6 dB. */
  public static final String VIDEOS = "nano";

  /** The model for stills where the user names none: there a larger one takes more rain off. */
  public static final String STILLS = "base";

  private static final List<String> TIERS = List.of("nano", "base", "large");

  private Zoo() {}

  /** The names that {@link #load} knows, cheapest model first. */
  public static List<String> names() {
    return TIERS.stream().filter(name -> resource(name + ".onnx") != null).toList();
  }

  /**
   * Loads a model.
   *
   * @param nameOrFile a name in the zoo, or else an ONNX file; a card is looked for beside it
   * @throws MediaException when there is no such model, or the file is not one of ours
   */
  public static Model load(String nameOrFile) {
    if (names().contains(nameOrFile)) {
      return Model.of(
          nameOrFile,
          ModelCard.parse(read(nameOrFile + ".json"), nameOrFile + ".json"),
          read(nameOrFile + ".onnx"));
    }
    Path file = path(nameOrFile);
    if (file != null && Files.isRegularFile(file)) {
      return load(file);
    }
    String reason =
        file != null && Files.isDirectory(file)
            ? nameOrFile + " is a folder and not a model"
            : "no model " + nameOrFile;
    throw new MediaException(
        reason + "; give an ONNX file or one of the zoo: " + String.join(", ", names()));
  }

  /**
   * A file that belongs to a model's card, for instance a picture.
   *
   * @param nameOrFile the model, as for {@link #load}
   * @param name of the file, without a path
   * @return its content, or nothing when it is not there
   */
  public static Optional<byte[]> beside(String nameOrFile, String name) {
    if (name.contains("/") || name.contains("\\")) {
      return Optional.empty();
    }
    if (names().contains(nameOrFile)) {
      return resource(name) == null ? Optional.empty() : Optional.of(read(name));
    }
    Path model = path(nameOrFile);
    Path file = model == null ? null : model.resolveSibling(name);
    try {
      return file != null && Files.isRegularFile(file)
          ? Optional.of(Files.readAllBytes(file))
          : Optional.empty();
    } catch (IOException e) {
      throw new MediaException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Model load(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.onnx$", "");
    Path card = file.resolveSibling(name + ".json");
    try {
      // Refused for the model before the card: it is the model that was asked for.
      Model model = Model.of(file.toString(), null, Files.readAllBytes(file));
      return Model.of(
          name,
          Files.isRegularFile(card)
              ? ModelCard.parse(Files.readAllBytes(card), card.toString())
              : null,
          model.onnx(8));
    } catch (IOException e) {
      throw new MediaException("cannot read the model " + file + ": " + e.getMessage(), e);
    }
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static URL resource(String name) {
    return Zoo.class.getResource(name);
  }

  /** A file that comes with the program. */
  static byte[] read(String name) {
    try (InputStream in = Zoo.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new MediaException("this build of the program lacks " + name + ": build it again");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
