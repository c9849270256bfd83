package org.derain.perf;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Width and height of a picture, in pixels; both even and at least 16. */
record Size(int width, int height) {
  @Override
  public String toString() {
    return width + "x" + height;
  }

  /** Reads {@code 1280x720}. */
  static final class Converter implements ITypeConverter<Size> {
    @Override
    public Size convert(String text) {
      if (!text.matches("[1-9]\\d{0,4}x[1-9]\\d{0,4}")) {
        throw new TypeConversionException("'" + text + "' is no size: give for instance 1280x720");
      }
      String[] sides = text.split("x");
      Size size = new Size(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
      if (size.width % 2 != 0 || size.height % 2 != 0 || Math.min(size.width, size.height) < 16) {
        throw new TypeConversionException(text + ": sides are even and at least 16 pixels");
      }
      return size;
    }
  }
}
