package org.derain.app.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a file from the command line. */
final class PathWord implements ITypeConverter<Path> {
  @Override
  public Path convert(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException(message(e));
    }
  }

  /** What is wrong with a name, in one line. */
  static String message(InvalidPathException failure) {
    String name = failure.getInput();
    if (name.indexOf('\0') >= 0) {
      return "'" + name.replace("\0", "\\0") + "': no name of a file has a zero in it";
    }
    boolean letters = name.chars().anyMatch(letter -> letter > 127);
    return "'"
        + name
        + "' cannot be the name of a file"
        + (letters
            ? " here: its letters are not in the language settings; set LC_ALL=C.UTF-8"
            : "");
  }
}
