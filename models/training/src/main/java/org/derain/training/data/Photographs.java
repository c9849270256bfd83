package org.derain.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.frames.VideoReader;
import org.derain.zoo.ModelCard;

/**
 * Rain-free photographs: as stills, and passed over by a camera that moves, turns and zooms.
 *
 * @param folder with nothing else in it; {@link #LICENCES} there says where each is from, a line of
 *     name, licence and origin with tabs between them
 * @param share of the windows that are made of them, 0 to 1
 */
public record Photographs(Path folder, double share) {
  static final String LICENCES = "LICENCES.tsv";

  /** A picture out of a file, the caller's to close. */
  static Picture read(Path file) {
    try (VideoReader reader = VideoReader.open(file)) {
      Picture picture = new Picture(reader.format());
      if (!reader.read(picture)) {
        throw new MediaException(file + ": has no picture");
      }
      return picture;
    }
  }

  /** What is wrong with what the run file says, or null. */
  public String wrong() {
    if (folder == null || !Files.isDirectory(folder)) {
      return "no such folder: " + folder + " (runs/photographs.sh makes work/photographs)";
    }
    if (files().isEmpty()) {
      return "nothing in " + folder;
    }
    return share >= 0 && share <= 1 ? null : "a share from 0 to 1";
  }

  /** The pictures, in the order of their names. */
  public List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> Files.isRegularFile(f) && !f.endsWith(LICENCES)).sorted().toList();
    } catch (IOException e) {
      throw new MediaException(folder + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Where they are from and their licences, as {@link #LICENCES} says. */
  public List<ModelCard.Footage> sources() {
    Path licenceFile = folder.resolve(LICENCES);
    if (!Files.isRegularFile(licenceFile)) {
      return List.of(new ModelCard.Footage(photographs(files().size()), "not told"));
    }
    try (Stream<String> lines = Files.lines(licenceFile)) {
      Map<List<String>, Long> counts =
          lines
              .map(line -> List.of(line.split("\t", -1)))
              .filter(columns -> columns.size() == 3)
              .collect(
                  Collectors.groupingBy(
                      columns -> columns.subList(1, 3), LinkedHashMap::new, Collectors.counting()));
      return counts.entrySet().stream()
          .map(
              source ->
                  new ModelCard.Footage(
                      photographs(source.getValue()) + " of " + source.getKey().get(1),
                      source.getKey().get(0)))
          .toList();
    } catch (IOException e) {
      throw new MediaException(licenceFile + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String photographs(long count) {
    return count + (count == 1 ? " photograph" : " photographs");
  }
}
