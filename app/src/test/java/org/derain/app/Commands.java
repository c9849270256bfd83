package org.derain.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;

/** Runs the program inside a test, and the bundled ffmpeg to make clips. */
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

  /** Makes a clip: the arguments of ffmpeg, separated by single spaces, then the file. */
  public static Path ffmpeg(String arguments, Path file) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Loader.load(ffmpeg.class));
    words.addAll(List.of("-v", "error", "-nostdin", "-y"));
    words.addAll(List.of(arguments.split(" ")));
    words.add(file.toString());
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
    return file;
  }
}
