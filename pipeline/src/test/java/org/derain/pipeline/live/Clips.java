package org.derain.pipeline.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.javacpp.Loader;

/** Test clips, made and looked at by the bundled ffmpeg and ffprobe. */
final class Clips {
  private Clips() {}

  /** Runs ffmpeg; its arguments are separated by single spaces, the target comes last. */
  static Path make(Path target, String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Loader.load(ffmpeg.class));
    command.addAll(List.of("-nostdin", "-v", "error", "-y"));
    command.addAll(List.of(arguments.split(" ")));
    command.add(target.toString());
    run(command);
    return target;
  }

  /** A moving test pattern at 25 frames per second with a key frame every second. */
  static Path pattern(Path target, String size, int seconds)
      throws IOException, InterruptedException {
    return make(
        target, "-f lavfi -i testsrc2=s=" + size + ":r=25 -t " + seconds + " -c:v libx264 " + FAST);
  }

  /** Options of x264 for a camera-like stream. */
  static final String FAST = "-preset ultrafast -g 25 -bf 0 -pix_fmt yuv420p";

  /** What ffprobe says; its arguments are separated by single spaces. */
  static String probe(Path file, String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Loader.load(ffprobe.class));
    command.addAll(List.of("-v", "error", "-of", "csv=p=0"));
    command.addAll(List.of(arguments.split(" ")));
    command.add(file.toString());
    return run(command);
  }

  /** Presentation times of all packets of a stream ({@code v:0}, {@code a:0}), in seconds. */
  static List<Double> times(Path file, String stream) throws IOException, InterruptedException {
    return probe(file, "-select_streams " + stream + " -show_entries packet=pts_time")
        .lines()
        .map(line -> line.replace(",", ""))
        .filter(line -> !line.isBlank())
        .map(Double::parseDouble)
        .toList();
  }

  /** Frames of the video that can be decoded. */
  static int decodable(Path file) throws IOException, InterruptedException {
    String count =
        probe(file, "-select_streams v:0 -count_frames -show_entries stream=nb_read_frames");
    return Integer.parseInt(count.lines().findFirst().orElseThrow().replaceAll("\\D", ""));
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("ffmpeg", ".log");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes());
    int exit = process.waitFor();
    String complaint = Files.readString(errors);
    Files.delete(errors);
    if (exit != 0) {
      throw new IOException(command + ": " + complaint);
    }
    return said;
  }
}
