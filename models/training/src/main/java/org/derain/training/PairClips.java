package org.derain.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.derain.frames.Quality;
import org.derain.frames.VideoReader;
import org.derain.network.TorchNetwork;

/**
 * Video pairs x.rainy.mp4 and x.clean.mp4 that training only looks at: a few aligned windows of
 * each clip, made once and kept.
 */
final class PairClips implements AutoCloseable {
  /**
   * What one look showed.
   *
   * @param name of the clip
   * @param input mean PSNR-Y of the rainy frames, dB
   * @param output mean PSNR-Y of the derained frames, dB
   */
  record Score(String name, double input, double output) {}

  private record Shot(Picture[] window, Picture truth) {}

  private record Clip(String name, List<Shot> shots) {}

  private final List<Clip> clips = new ArrayList<>();

  /**
   * Reads pairs.
   *
   * @param folder of the pairs; may be missing, then there are none
   * @param shots frames of each clip, spread evenly
   */
  PairClips(Path folder, int shots) {
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path rainy : files.filter(f -> f.toString().endsWith(".rainy.mp4")).sorted().toList()) {
        String name = rainy.getFileName().toString().replace(".rainy.mp4", "");
        clips.add(new Clip(name, shots(rainy, folder.resolve(name + ".clean.mp4"), shots)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isEmpty() {
    return clips.isEmpty();
  }

  private static List<Shot> shots(Path rainyFile, Path cleanFile, int count) {
    List<Picture> rainy = read(rainyFile);
    List<Picture> clean = read(cleanFile);
    List<Shot> shots = new ArrayList<>();
    FrameFormat format = rainy.get(0).format();
    try (Window aligner = new Window(format, format.width() > 960 ? 4 : 2)) {
      for (int n = 0; n < Math.min(count, rainy.size()); n++) {
        int centre = (int) ((n + 0.5) * rainy.size() / count);
        Picture[] window = new Picture[5];
        for (int i = 0; i < 5; i++) {
          window[i] = rainy.get(Math.max(0, Math.min(rainy.size() - 1, centre + i - 2)));
        }
        Picture[] aligned = aligner.align(window);
        Picture[] kept = new Picture[5];
        for (int i = 0; i < 5; i++) {
          kept[i] = new Picture(format);
          kept[i].copyFrom(aligned[i]);
        }
        Picture truth = new Picture(format);
        truth.copyFrom(clean.get(centre));
        shots.add(new Shot(kept, truth));
      }
    }
    rainy.forEach(Picture::close);
    clean.forEach(Picture::close);
    return shots;
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

  /** Derains all windows and compares with the truth, at 8 bit. */
  List<Score> score(TorchNetwork network) {
    List<Score> scores = new ArrayList<>();
    for (Clip clip : clips) {
      double input = 0;
      double output = 0;
      for (Shot shot : clip.shots) {
        try (Picture derained = derain(network, shot.window)) {
          input += Quality.psnr(shot.window[2], shot.truth, 0) / clip.shots.size();
          output += Quality.psnr(derained, shot.truth, 0) / clip.shots.size();
        }
      }
      scores.add(new Score(clip.name, input, output));
    }
    return scores;
  }

  /** One 8-bit window through the network. */
  static Picture derain(TorchNetwork network, Picture[] window) {
    FrameFormat format = window[0].format();
    int w = format.width();
    int h = format.height();
    Picture derained = new Picture(format);
    try (PointerScope scope = new PointerScope()) {
      NoGradGuard noGradient = new NoGradGuard();
      List<byte[]> luma = new ArrayList<>();
      List<byte[]> chroma = new ArrayList<>();
      for (Picture picture : window) {
        luma.add(bytes(picture, 0));
        chroma.add(bytes(picture, 1));
        chroma.add(bytes(picture, 2));
      }
      Tensor y = Batch.tensor(luma, 1, 5, h, w);
      Tensor uv = Batch.tensor(chroma, 1, 10, h / 2, w / 2);
      Tensor out = network.derain(y, uv).frame();
      store(torch.pixel_shuffle(out.narrow(1, 0, 4), 2), derained, 0);
      store(out.narrow(1, 4, 1), derained, 1);
      store(out.narrow(1, 5, 1), derained, 2);
      noGradient.close();
    }
    return derained;
  }

  private static byte[] bytes(Picture picture, int plane) {
    byte[] bytes = new byte[picture.format().planeBytes(plane)];
    picture.plane(plane).get(bytes);
    return bytes;
  }

  private static void store(Tensor samples, Picture into, int plane) {
    Tensor levels =
        samples
            .mul(new Scalar(255f))
            .round()
            .clamp(
                new org.bytedeco.pytorch.ScalarOptional(new Scalar(0f)),
                new org.bytedeco.pytorch.ScalarOptional(new Scalar(255f)))
            .toType(torch.ScalarType.Byte)
            .contiguous();
    byte[] bytes = new byte[into.format().planeBytes(plane)];
    new BytePointer(levels.data_ptr()).get(bytes);
    into.plane(plane).put(bytes);
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
