package org.derain.training.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.derain.frames.Picture;
import org.derain.frames.VideoReader;

/**
 * Rain-free clips, decoded once and kept: up to {@link #CLIP_BYTES} of each, as runs of successive
 * pictures spread over the clip. The last tenth of each clip is held out for validation.
 * Photographs may lie beside them, which are runs of one picture; none is held out.
 */
public final class Footage implements AutoCloseable {
  /** Successive pictures kept together: enough for a window with steps of 3. */
  public static final int RUN = 26;

  private static final long CLIP_BYTES = 90L << 20;

  /**
   * Successive pictures of one clip.
   *
   * @param number of the run within its clip, from 0; -1 when it is held out
   */
  public record Run(Path clip, int number, List<Picture> pictures) {
    /** The clip's file name. */
    public String name() {
      return clip.getFileName().toString();
    }

    /** Whether there is one picture alone. */
    boolean photo() {
      return pictures.size() == 1;
    }
  }

  private final List<List<Run>> learning = new ArrayList<>();
  private final List<Run> heldOut = new ArrayList<>();

  private final List<Run> photos;
  private final double share;

  /** Decodes the clips. */
  public Footage(List<Path> clips) {
    this(clips, List.of(), 0);
  }

  /**
   * Decodes clips and photographs.
   *
   * @param clips those that are listed more than once are drawn as many times as often
   * @param share of photographs among what is drawn, 0 to 1
   */
  public Footage(List<Path> clips, List<Path> photographs, double share) {
    this.share = share;
    this.photos =
        photographs.parallelStream()
            .map(file -> new Run(file, 0, List.of(Photographs.read(file))))
            .toList();
    List<Path> files = clips.stream().distinct().toList();
    List<Decoded> all = files.parallelStream().map(Footage::decode).toList();
    clips.forEach(clip -> learning.add(all.get(files.indexOf(clip)).learning));
    all.forEach(clip -> heldOut.addAll(clip.heldOut));
  }

  /** One clip: runs to learn from, and one that is held out, or none. */
  private record Decoded(List<Run> learning, List<Run> heldOut) {}

  private static Decoded decode(Path clip) {
    int frames = count(clip);
    int held = Math.min(60, frames / 10);
    try (VideoReader reader = VideoReader.open(clip)) {
      int bytes = reader.format().bytes();
      int kept = (int) Math.max(1, CLIP_BYTES / bytes / RUN) * RUN;
      int usable = frames - held;
      int runs = Math.max(1, Math.min(usable, kept) / RUN);
      double stride = (double) usable / runs;
      List<Run> all = new ArrayList<>();
      List<Picture> current = new ArrayList<>();
      List<Picture> validation = new ArrayList<>();
      Picture picture = new Picture(reader.format());
      for (int i = 0; reader.read(picture); i++) {
        if (i >= usable) {
          if (validation.size() < 5) {
            validation.add(picture);
            picture = new Picture(reader.format());
          }
          continue;
        }
        int run = (int) (i / stride);
        if (i - (int) Math.ceil(run * stride) < RUN) {
          if (i == (int) Math.ceil(run * stride) && !current.isEmpty()) {
            all.add(new Run(clip, all.size(), List.copyOf(current)));
            current.clear();
          }
          current.add(picture);
          picture = new Picture(reader.format());
        }
      }
      picture.close();
      if (!current.isEmpty()) {
        all.add(new Run(clip, all.size(), List.copyOf(current)));
      }
      return new Decoded(
          all,
          validation.isEmpty() ? List.of() : List.of(new Run(clip, -1, List.copyOf(validation))));
    }
  }

  private static int count(Path clip) {
    try (VideoReader reader = VideoReader.open(clip)) {
      return reader.countPackets();
    }
  }

  /** A photograph, or a random run of a random clip; every clip is as likely, however long. */
  public Run draw(Random random) {
    if (!photos.isEmpty() && random.nextDouble() < share) {
      return photos.get(random.nextInt(photos.size()));
    }
    List<Run> runs = learning.get(random.nextInt(learning.size()));
    return runs.get(random.nextInt(runs.size()));
  }

  /**
   * A run to learn from by its clip's file name and its number.
   *
   * @return the first clip's of that name; nothing when it is not among this footage
   */
  public Optional<Run> find(String clip, int number) {
    return Stream.concat(learning.stream().flatMap(List::stream), photos.stream())
        .filter(run -> run.number() == number && run.name().equals(clip))
        .findFirst();
  }

  /** Five successive pictures of each clip that no window is learned from. */
  public List<Run> heldOut() {
    return heldOut;
  }

  @Override
  public void close() {
    photos.forEach(run -> run.pictures().forEach(Picture::close));
    learning.stream()
        .distinct()
        .forEach(runs -> runs.forEach(run -> run.pictures().forEach(Picture::close)));
    heldOut.forEach(run -> run.pictures().forEach(Picture::close));
  }
}
