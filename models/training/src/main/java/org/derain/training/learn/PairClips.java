package org.derain.training.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.derain.frames.Colour;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.Quality;
import org.derain.frames.RgbConverter;
import org.derain.frames.TemporalMedian;
import org.derain.frames.VideoReader;
import org.derain.network.TorchNetwork;
import org.derain.training.data.Window;

/**
 * Video pairs x.rainy.mp4 and x.clean.mp4 that training only looks at: aligned windows of some
 * frames of each clip, made once and kept.
 */
public final class PairClips implements AutoCloseable {
  private static final String RAINY = ".rainy.mp4";
  private static final String CLEAN = ".clean.mp4";

  /** A frame of a clip: its aligned window and what it should become. */
  public record Shot(
      Picture[] window, Picture truth, double input, double median3, double median5) {}

  /** Some frames of a clip. */
  public record Clip(String name, List<Shot> shots) {}

  private final List<Clip> clips = new ArrayList<>();

  /**
   * Reads pairs.
   *
   * @param folder of the pairs; null or missing: there are none
   * @param shots frames of each clip, spread evenly
   */
  public PairClips(Path folder, int shots) {
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path rainy : files.filter(f -> f.toString().endsWith(RAINY)).sorted().toList()) {
        String name = rainy.getFileName().toString().replace(RAINY, "");
        clips.add(new Clip(name, shots(rainy, folder.resolve(name + CLEAN), shots)));
      }
    } catch (IOException e) {
      throw new MediaException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  public List<Clip> clips() {
    return clips;
  }

  private static List<Shot> shots(Path rainyFile, Path cleanFile, int count) {
    List<Picture> rainy = read(rainyFile);
    List<Picture> clean = read(cleanFile);
    if (rainy.isEmpty() || rainy.size() != clean.size()) {
      throw new MediaException(
          rainyFile + " has " + rainy.size() + " frames and its twin " + clean.size());
    }
    List<Shot> shots = new ArrayList<>();
    FrameFormat format = rainy.get(0).format();
    try (Window aligner = new Window(format, format.width() > 960 ? 4 : 2);
        TemporalMedian median = new TemporalMedian();
        Picture scratch = new Picture(format)) {
      int wanted = Math.min(count, rainy.size());
      for (int n = 0; n < wanted; n++) {
        int centre = (int) ((n + 0.5) * rainy.size() / wanted);
        Picture[] window = new Picture[5];
        for (int i = 0; i < 5; i++) {
          window[i] = rainy.get(Math.max(0, Math.min(rainy.size() - 1, centre + i - 2)));
        }
        Picture truth = copy(clean.get(centre));
        median.median(List.of(window).subList(1, 4), scratch);
        double three = psnr(scratch, truth);
        median.median(List.of(window), scratch);
        double five = psnr(scratch, truth);
        Picture[] aligned = aligner.align(window);
        Picture[] kept = new Picture[5];
        for (int i = 0; i < 5; i++) {
          kept[i] = copy(aligned[i]);
        }
        shots.add(new Shot(kept, truth, psnr(window[2], truth), three, five));
      }
    }
    rainy.forEach(Picture::close);
    clean.forEach(Picture::close);
    return shots;
  }

  private static Picture copy(Picture picture) {
    Picture copy = new Picture(picture.format());
    copy.copyFrom(picture);
    return copy;
  }

  private static List<Picture> read(Path file) {
    List<Picture> pictures = new ArrayList<>();
    try (VideoReader reader = VideoReader.open(file)) {
      Picture picture = new Picture(reader.format());
      while (reader.read(picture)) {
        pictures.add(picture);
        picture = new Picture(reader.format());
      }
      picture.close();
    }
    return pictures;
  }

  /** PSNR-Y as "derain eval" has it. */
  private static double psnr(Picture picture, Picture truth) {
    try (RgbConverter converter = new RgbConverter(picture.format(), Colour.BT601);
        Mat luma = new Mat();
        Mat wanted = new Mat()) {
      converter.luma(converter.rgb(picture), luma);
      converter.luma(converter.rgb(truth), wanted);
      return Quality.psnr(luma, wanted);
    }
  }

  /** Derains all windows and compares with the truth, at 8 bit. */
  public List<PairScore> score(TorchNetwork network) {
    List<PairScore> scores = new ArrayList<>();
    for (Clip clip : clips) {
      double output = 0;
      for (Shot shot : clip.shots) {
        try (Picture derained = TorchDerainer.derain(network, shot.window)) {
          output += psnr(derained, shot.truth) / clip.shots.size();
        }
      }
      scores.add(
          new PairScore(
              clip.name,
              clip.shots.stream().mapToDouble(Shot::input).average().orElseThrow(),
              output,
              clip.shots.stream().mapToDouble(Shot::median3).average().orElseThrow(),
              clip.shots.stream().mapToDouble(Shot::median5).average().orElseThrow()));
    }
    return scores;
  }

  @Override
  public void close() {
    for (Clip clip : clips) {
      for (Shot shot : clip.shots) {
        for (Picture picture : shot.window) {
          picture.close();
        }
        shot.truth.close();
      }
    }
  }
}
