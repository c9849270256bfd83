package org.derain.app.cli;

import java.util.Optional;
import org.derain.pipeline.demux.Cut;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where to begin and to end, in every command that takes a part of a file. */
public class CutOptions {
  /** Made by picocli. */
  public CutOptions() {}

  @Option(
      names = "--start",
      paramLabel = "T",
      converter = Seconds.class,
      description = "Begin here: seconds, or hh:mm:ss, with a fraction if you like.")
  Double start;

  @Option(
      names = "--duration",
      paramLabel = "T",
      converter = Seconds.class,
      description = "Stop after this long.")
  Double duration;

  /** The part of the file. */
  public Cut cut() {
    return new Cut(
        start == null ? 0 : start, duration == null ? Double.POSITIVE_INFINITY : duration);
  }

  /** What is wrong with the values. */
  public final Optional<String> cutProblem() {
    return Usage.when(duration != null && duration == 0, "--duration must be longer than 0");
  }

  /** Reads a time: seconds, mm:ss or hh:mm:ss, each with a fraction. */
  static final class Seconds implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      if (!text.matches("(\\d+:){0,2}\\d+(\\.\\d+)?|\\.\\d+")) {
        throw new TypeConversionException(
            "'" + text + "' is no time: give seconds (12.5) or hh:mm:ss (0:01:30)");
      }
      double seconds = 0;
      for (String part : text.split(":")) {
        seconds = seconds * 60 + Double.parseDouble(part);
      }
      return seconds;
    }
  }
}
