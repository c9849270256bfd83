package org.derain.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.derain.clips.Clip;
import org.derain.clips.libav.ClipException;
import org.derain.frames.MediaException;

/**
 * Makes clips and keeps them for the next time: a camera that swings over a fractal, with fresh
 * noise in every frame, as H.264. Everything moves in nearly every frame, so motion alignment has
 * the most to do; the noise is such that x264 works as hard as on footage of streets. The swing
 * takes ten seconds; longer clips repeat it without a seam, so that only their length is new.
 */
final class Clips {
  private static final int SWING_S = 10;

  /** To be raised when the clips change. */
  private static final int VERSION = 1;

  private final Path folder;

  /** In a folder that is made when needed. */
  Clips(Path folder) {
    this.folder = folder;
  }

  /**
   * The clip of this size and length.
   *
   * @param rate frames per second
   */
  Path of(Size size, double seconds, int rate) {
    if (seconds <= SWING_S) {
      return kept(size, seconds, rate, swing(size, seconds, rate));
    }
    Path once = of(size, SWING_S, rate);
    List<String> repeat =
        List.of("-stream_loop", "-1", "-i", once.toString(), "-t", text(seconds), "-c", "copy");
    return kept(size, seconds, rate, repeat);
  }

  /** A clip with heavy rain over it, made by {@code derain rain}. */
  Path rainy(Path clip) {
    Path rainy = folder.resolve("rainy-" + clip.getFileName());
    if (Files.exists(rainy)) {
      return rainy;
    }
    try {
      Path work = Files.createTempDirectory(folder, "rain");
      Path draft = work.resolve("rainy.mp4");
      Path log = work.resolve("rain.log");
      try {
        List<String> words = new ArrayList<>(CleanChild.launched());
        words.addAll(List.of("rain", clip.toString(), "-o", draft.toString()));
        words.addAll(List.of("--preset", "heavy", "--seed", "1"));
        Child.run("derain rain", words, log);
        return Files.move(draft, rainy, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        for (Path left : List.of(draft, work.resolve("rainy.rain.json"), log, work)) {
          Files.deleteIfExists(left);
        }
      }
    } catch (IOException e) {
      throw new MediaException("cannot make the clip " + rainy + ": " + e.getMessage(), e);
    }
  }

  private static List<String> swing(Size size, double seconds, int rate) {
    int wide = size.width() * 3 / 2 & ~1;
    int high = size.height() * 3 / 2 & ~1;
    String scene =
        String.format(
            Locale.ROOT,
            "mandelbrot=size=%dx%d:start_scale=0.02:maxiter=500,trim=end_frame=1,gblur=0.7,"
                + "format=yuv420p,loop=loop=-1:size=1,setpts=N/%d/TB,"
                + "crop=%d:%d:x='(iw-ow)*(0.5+0.5*sin(2*PI*t/%d))'"
                + ":y='(ih-oh)*(0.5+0.5*cos(4*PI*t/%d))',noise=alls=4:allf=t:all_seed=1",
            wide,
            high,
            rate,
            size.width(),
            size.height(),
            SWING_S,
            SWING_S);
    List<String> words = new ArrayList<>(List.of("-f", "lavfi", "-i", scene));
    words.addAll(List.of("-r", Integer.toString(rate), "-t", text(seconds)));
    words.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-bf", "0"));
    words.addAll(List.of("-g", Integer.toString(rate)));
    return words;
  }

  private Path kept(Size size, double seconds, int rate, List<String> how) {
    String name = String.format("swing%d-%s-%dfps-%ss.mp4", VERSION, size, rate, text(seconds));
    Path clip = folder.resolve(name);
    if (Files.exists(clip)) {
      return clip;
    }
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, "draft", ".mp4");
      try {
        List<String> words = new ArrayList<>(how);
        words.add(draft.toString());
        Clip.make(words);
        return Files.move(draft, clip, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException | ClipException e) {
      throw new MediaException("cannot make the clip " + clip + ": " + e.getMessage(), e);
    }
  }

  /** Seconds without needless decimals. */
  static String text(double seconds) {
    return seconds == Math.rint(seconds)
        ? Long.toString(Math.round(seconds))
        : Double.toString(seconds);
  }
}
