package org.derain.app.score;

import java.util.List;
import java.util.Locale;
import org.derain.app.cli.Csv;

/** What {@code score --csv} writes: a line per frame, after RFC 4180. */
final class ScoreCsv {
  private ScoreCsv() {}

  /** The text of the file. */
  static String of(List<ClipScore> clips) {
    StringBuilder csv = new StringBuilder("input,t,rain,type\r\n");
    for (ClipScore clip : clips) {
      String input = Csv.cell(clip.input());
      for (FrameScore frame : clip.frames()) {
        csv.append(input)
            .append(
                String.format(
                    Locale.ROOT, ",%.6f,%.4f,%s\r\n", frame.t(), frame.rain(), frame.type()));
      }
    }
    return csv.toString();
  }
}
