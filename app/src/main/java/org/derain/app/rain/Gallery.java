package org.derain.app.rain;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.derain.app.cli.FrameJpeg;
import org.derain.app.cli.Progress;
import org.derain.app.cli.RootCommand;
import org.derain.app.cli.Targets;
import org.derain.frames.MediaException;
import org.derain.frames.StopSignal;
import org.derain.pipeline.clean.CleanJob;
import org.derain.pipeline.clean.CleanRequest;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.EncoderSettings;
import org.derain.pipeline.demux.Cut;
import org.derain.pipeline.run.PipelineOptions;
import org.derain.rain.RainPreset;

/** Makes a page that shows every preset on a clip, beside real rain if there are pictures of it. */
final class Gallery {
  /** Seconds of the clip that are shown. */
  private static final double SECONDS = 2;

  private static final int CRF = 26;

  /** More real pictures than this make no better page. */
  private static final int REAL = 12;

  private final Path folder;
  private final Path beside;
  private final PrintWriter err;

  /**
   * A gallery to be.
   *
   * @param folder of the page; made if needed
   * @param beside folder of pictures of real rain; null: none
   */
  Gallery(Path folder, Path beside, PrintWriter err) {
    this.folder = folder;
    this.beside = beside;
    this.err = err;
  }

  /**
   * Makes the page.
   *
   * @param input a dry clip; null: the one that ships with the program
   * @return the page
   */
  Path make(Path input) {
    Path clip = input == null ? shipped() : input;
    List<Path> real = real();
    boolean made = Targets.makeFolder(folder);
    Path work = null;
    try {
      work = Files.createTempDirectory(folder, ".gallery");
      List<GalleryItem> items = new ArrayList<>();
      for (RainPreset preset : RainPreset.values()) {
        items.add(item(preset, clip, work));
      }
      Path index = folder.resolve("index.html");
      Path draft = work.resolve("index.html");
      byte[] before = FrameJpeg.of(clip, items.get(0).still());
      Files.writeString(draft, GalleryHtml.of(clip.getFileName().toString(), before, items, real));
      Files.move(draft, index, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      return index;
    } catch (IOException e) {
      throw new MediaException(folder + ": the page cannot be written: " + e.getMessage(), e);
    } finally {
      remove(work);
      if (made) {
        Targets.removeIfEmpty(folder);
      }
    }
  }

  private GalleryItem item(RainPreset preset, Path clip, Path work) throws IOException {
    Path target = work.resolve(preset.label() + ".mp4");
    RainTreatment rain = new RainTreatment(preset.parameters(1), true);
    CleanRequest request =
        new CleanRequest(
            clip,
            target,
            rain,
            EncoderSettings.of(Codec.H264, CRF, null, 0),
            PipelineOptions.defaults().withAlign(false),
            new Cut(0, SECONDS),
            false,
            false,
            true);
    long frames;
    double fps;
    try (Progress progress = Progress.of(preset.label(), err)) {
      CleanJob job = new CleanJob(request, RootCommand.Version.text(), progress);
      var report = StopSignal.during(job::cancel, job::run);
      frames = report.frames().out();
      fps = report.fps();
    }
    int still = (int) (frames / 2);
    String command =
        String.format(
            Locale.ROOT,
            "derain rain %s -o %s.mp4 --preset %s --seed 1",
            clip.getFileName(),
            preset.label(),
            preset.label());
    return new GalleryItem(
        preset,
        rain.used(),
        command,
        fps,
        still,
        FrameJpeg.of(target, still),
        Files.readAllBytes(target));
  }

  private static Path shipped() {
    String home = System.getProperty("derain.home", "");
    Path clip = Path.of(home).resolve("samples").resolve("day.clean.mp4");
    if (!Files.isRegularFile(clip)) {
      throw new MediaException(
          clip + ": the clip that ships with the program is not there; give one: --gallery DIR IN");
    }
    return clip;
  }

  private List<Path> real() {
    if (beside == null) {
      return List.of();
    }
    if (!Files.isDirectory(beside)) {
      throw new MediaException(beside + ": no such folder; --beside takes a folder of pictures");
    }
    try (Stream<Path> files = Files.list(beside)) {
      List<Path> pictures =
          files
              .filter(f -> f.toString().toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png)"))
              .sorted()
              .toList();
      if (pictures.isEmpty()) {
        throw new MediaException(beside + ": no JPEG or PNG pictures in it");
      }
      // Evenly out of all of them.
      int step = Math.max(1, pictures.size() / REAL);
      List<Path> chosen = new ArrayList<>();
      for (int i = 0; i < pictures.size() && chosen.size() < REAL; i += step) {
        chosen.add(pictures.get(i));
      }
      return chosen;
    } catch (IOException e) {
      throw new MediaException(beside + ": not readable: " + e.getMessage(), e);
    }
  }

  private static void remove(Path work) {
    if (work == null) {
      return;
    }
    try (Stream<Path> files = Files.list(work)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(work);
    } catch (IOException e) {
      throw new MediaException(work + ": cannot be removed: " + e.getMessage(), e);
    }
  }
}
