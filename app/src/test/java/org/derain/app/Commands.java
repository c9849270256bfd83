package org.derain.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.derain.clips.Clip;

/** Runs the program inside a test, and makes clips. */
public final class Commands {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Runs the program; the exit code. */
  public int run(Object... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] words = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      words[i] = args[i].toString();
    }
    return Main.run(new PrintWriter(out), new PrintWriter(err), words);
  }

  /** What the last run printed. */
  public String out() {
    return out.toString();
  }

  /** What the last run complained of. */
  public String err() {
    return err.toString();
  }

  /** Makes a clip, in the words of ffmpeg, separated by single spaces. */
  public static Path ffmpeg(String arguments, Path file) throws IOException {
    return Clip.make(file, arguments);
  }
}
