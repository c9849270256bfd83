package org.derain.app.cli;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a value by a function that says what is wrong in an {@link IllegalArgumentException}. */
public abstract class Parsed<T> implements ITypeConverter<T> {
  private final Function<String, T> parse;

  protected Parsed(Function<String, T> parse) {
    this.parse = parse;
  }

  @Override
  public final T convert(String text) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
