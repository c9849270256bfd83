package org.derain.perf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derain.frames.VideoReader;

/**
 * The same work for the {@code ffmpeg} program: what {@code clean} asks of x264 and of the
 * container.
 *
 * @param preset of x264
 * @param crf quality, of x264
 * @param threads for decoder and encoder; 0 for the default
 */
record Transcode(String preset, String crf, int threads) {
  /** The options of {@code clean} that ask for it. */
  List<String> options() {
    return List.of("--crf", crf, "--preset", preset);
  }

  /** The command line of a program. */
  List<String> words(String program, Path clip, Path out) {
    List<String> count = threads == 0 ? List.of() : List.of("-threads", Integer.toString(threads));
    List<String> words = new ArrayList<>(List.of(program, "-v", "error", "-nostdin", "-y"));
    words.addAll(count);
    words.addAll(List.of("-i", clip.toString(), "-map", "0", "-c", "copy", "-c:v", "libx264"));
    words.addAll(count);
    words.addAll(List.of("-preset", preset, "-crf", crf));
    words.addAll(keyFrames(clip));
    words.addAll(List.of("-fps_mode", "passthrough", "-movflags", "+faststart", out.toString()));
    return words;
  }

  /** A closed group of pictures every two seconds. */
  private static List<String> keyFrames(Path clip) {
    try (VideoReader reader = VideoReader.open(clip)) {
      String distance = Long.toString(Math.round(2 * reader.frameRate().value()));
      return List.of("-g", distance, "-flags", "+cgop", "-x264-params", "open-gop=0");
    }
  }
}
