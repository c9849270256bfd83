package org.derain.app.dashcam;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derain.app.Commands;
import org.derain.app.score.Weather;
import org.derain.clips.Clip;

/** A card with recordings, a folder for the result, and a model for which dark pictures are wet. */
final class Card {
  final Path root;
  final Path result;
  final Commands derain = new Commands();
  private final Path model;

  Card(Path folder) throws IOException {
    root = Files.createDirectories(folder.resolve("card"));
    result = folder.resolve("clean");
    model = Weather.model(folder);
  }

  /**
   * Makes a recording with sound at 10 frames per second and a key frame each second.
   *
   * @param rain when it rains, as an expression of ffmpeg in {@code t}
   * @param coding the words of the encoder
   */
  Path recording(String place, double seconds, String rain, String coding) throws Exception {
    Path file = root.resolve(place);
    Files.createDirectories(file.getParent());
    return Clip.make(
        file,
        "-f lavfi -i testsrc2=s=160x96:r=10 -f lavfi -i sine=r=32000 -t "
            + seconds
            + " -vf hue=b=if("
            + rain.replace(",", "\\,")
            + "\\,-8\\,8) -c:a aac -g 10 -c:v "
            + coding);
  }

  /** The model. */
  Path model() {
    return model;
  }

  /** Runs {@code derain dashcam}; the exit code. */
  int run(Object... options) {
    List<Object> words = new ArrayList<>(List.of("dashcam", root, "-o", result, "--model", model));
    words.addAll(List.of(options));
    return derain.run(words.toArray());
  }

  /** The checksums of the packets of a stream, in decoding order. */
  static List<String> packets(Path file, String stream) {
    List<String> hashes = new ArrayList<>();
    JsonNode packets =
        Clip.probe(file, "-show_packets -show_data_hash md5 -select_streams " + stream)
            .get("packets");
    packets.forEach(packet -> hashes.add(packet.get("data_hash").asText()));
    return hashes;
  }
}
