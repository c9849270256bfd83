package org.derain.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.derain.frames.MediaException;

/**
 * Makes a dashcam's card of somebody's dry clips: each is brought to one size, repeated to one
 * length and given sound and a key frame each second; over some of them it rains all the time, over
 * some a part of it. Recordings are a minute apart.
 *
 * @param clips dry footage, taken in turns
 * @param seconds of each recording
 * @param rate frames per second
 * @param rainy how many have rain all the time
 * @param partly how many have rain in their middle
 * @param rendered seconds of rain at most that are rendered for each; they are repeated where it
 *     rains longer
 */
record CardFootage(
    List<Path> clips,
    int files,
    double seconds,
    Size size,
    int rate,
    int rainy,
    int partly,
    double rendered) {
  /** Containers in turns: cameras write all of them. */
  private static final List<String> ENDINGS = List.of("MP4", "MOV", "TS");

  private static final List<String> RAIN = List.of("heavy", "storm", "windshield");

  /**
   * A recording.
   *
   * @param clip the dry clip it was made of
   * @param from when the rain begins, in seconds
   * @param to when it ends; the same where it is dry
   */
  record Made(Path file, Path clip, double from, double to) {
    boolean isDry() {
      return from == to;
    }

    /** The recording and the clip it was made of, for a reader. */
    String name() {
      return file.getFileName() + " of " + clip.getFileName();
    }
  }

  /** To be raised when the recordings change. */
  private static final int VERSION = 1;

  /** All videos in some folders, by their names. */
  static List<Path> clips(List<Path> folders) {
    List<Path> found = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.list(folder)) {
        files.filter(Files::isRegularFile).sorted().forEach(found::add);
      } catch (IOException e) {
        throw new MediaException(folder + ": cannot be read; give a folder of dry clips", e);
      }
    }
    if (found.isEmpty()) {
      throw new MediaException("there are no clips; give folders of dry ones with --clips");
    }
    return found;
  }

  /** Makes the card, or what is missing of it where it was made before. */
  List<Made> make(Workbench bench) throws IOException {
    Path folder = bench.kept(String.format(Locale.ROOT, "card%d-%08x", VERSION, hashCode()));
    Files.createDirectories(folder);
    List<Made> card = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      bench.say("recording %d of %d", i + 1, files);
      // Those with rain are spread over the card.
      int wet = i * wets() / files;
      boolean first = i == 0 || wet != (i - 1) * wets() / files;
      card.add(recording(folder, i, first ? wet : -1, bench));
    }
    return card;
  }

  private int wets() {
    return rainy + partly;
  }

  private Made recording(Path folder, int number, int wet, Workbench bench) throws IOException {
    int part = (wet + 1) * partly / wets();
    boolean all = wet < 0 || part == wet * partly / wets();
    String ending = ENDINGS.get((all ? number : part) % ENDINGS.size());
    Path file =
        folder.resolve(
            String.format(
                Locale.ROOT,
                "20230515%02d%02d00_%06dF.%s",
                12 + number / 60,
                number % 60,
                number,
                ending));
    Path dry = bench.scratch("dry.mp4");
    Path clip = clips.get(number * 7 % clips.size());
    double from = all ? 0 : Math.rint(seconds / 3);
    double to = wet < 0 ? 0 : all ? seconds : from + Math.max(4, Math.rint(seconds / 4));
    Made made = new Made(file, clip, wet < 0 ? 0 : from, to);
    if (Files.exists(file)) {
      return made;
    }
    List<String> words = new ArrayList<>(List.of("-stream_loop", "-1", "-i", clip.toString()));
    words.addAll(List.of("-f", "lavfi", "-i", "sine=r=48000:b=1", "-map", "0:v:0", "-map", "1:a"));
    words.addAll(List.of("-t", Clips.text(seconds), "-vf"));
    words.add("fps=" + rate + ",scale=" + size.width() + ":" + size.height() + ",setsar=1");
    Path draft = bench.scratch("draft." + ending);
    if (made.isDry()) {
      encode(words, draft, bench);
    } else {
      encode(words, dry, bench);
      rain(dry, wet, made, draft, bench);
    }
    Files.move(draft, file);
    return made;
  }

  private void rain(Path dry, int wet, Made made, Path file, Workbench bench) throws IOException {
    Path part = bench.scratch("part.mp4");
    Path rainy = bench.scratch("rainy.mp4");
    String from = Clips.text(made.from);
    String length = Clips.text(made.to - made.from);
    String some = Clips.text(Math.min(made.to - made.from, rendered));
    encode(List.of("-ss", from, "-t", some, "-i", dry.toString(), "-an"), part, bench);
    List<String> words = new ArrayList<>(CleanChild.launched());
    words.addAll(List.of("rain", part.toString(), "-o", rainy.toString(), "--overwrite"));
    words.addAll(List.of("--preset", RAIN.get(wet % RAIN.size()), "--seed", "" + wet));
    Child.run("derain rain", words, bench.scratch("rain.log"));
    List<String> inputs = new ArrayList<>(List.of("-i", dry.toString(), "-stream_loop", "-1"));
    inputs.addAll(List.of("-t", length, "-i", rainy.toString(), "-filter_complex"));
    inputs.add(
        String.format(
            Locale.ROOT,
            "[1:v]setpts=PTS+%s/TB[w];[0:v][w]overlay=enable='between(t,%s,%.2f)':eof_action=pass",
            from,
            from,
            made.to - 0.01));
    inputs.addAll(List.of("-map", "0:a"));
    encode(inputs, file, bench);
    Files.delete(rainy);
  }

  private void encode(List<String> inputs, Path target, Workbench bench) {
    List<String> words =
        new ArrayList<>(List.of(Program.ffmpeg(), "-v", "error", "-nostdin", "-y"));
    words.addAll(inputs);
    words.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-bf", "0"));
    words.addAll(List.of("-pix_fmt", "yuv420p", "-g", "" + rate, "-sc_threshold", "0"));
    words.addAll(List.of("-c:a", "aac", target.toString()));
    Child.run("ffmpeg", words, bench.scratch("ffmpeg.log"));
  }
}
