package org.derain.clips;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derain.clips.libav.ClipException;

/** Makes a clip in a process of its own, which can be killed: a camera, a publisher, a listener. */
public final class Main {
  private Main() {}

  /** The command that starts it with these words. */
  public static List<String> command(List<String> words) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-Xmx128m", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:+UseSerialGC", "-Dorg.bytedeco.javacpp.nopointergc=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(words);
    return command;
  }

  /** Exits with 1 and says why when the clip cannot be made. */
  public static void main(String[] words) throws IOException {
    try {
      Clip.make(List.of(words));
    } catch (ClipException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
