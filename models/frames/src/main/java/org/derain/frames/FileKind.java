package org.derain.frames;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_NOFILE;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_buffer2;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/**
 * What kind of file one is, by its content. A text that names other files or addresses, under the
 * name of a video, must not make us read those: a playlist is taken only under the ending of one.
 */
public final class FileKind {
  /** FFmpeg's formats that name others, and the endings under which that is what was asked for. */
  private static final Map<String, Set<String>> PLAYLISTS =
      Map.of(
          "hls", Set.of("m3u8", "m3u"),
          "concat", Set.of("ffconcat"),
          "dash", Set.of("mpd"),
          "imf", Set.of(),
          "vobsub", Set.of());

  /** Those that describe what is on the network. */
  private static final Set<String> ADDRESSES = Set.of("sdp", "rtsp", "rtp", "sap");

  /** Plain text, of a terminal, and programs that make pictures. */
  private static final Set<String> TEXTS = Set.of("tty", "avisynth", "vapoursynth");

  private FileKind() {}

  /**
   * Finds out what a file is, reading nothing but the file.
   *
   * @param url of the file for FFmpeg
   * @return its format, for opening it; null when FFmpeg knows none or the file cannot be read,
   *     which opening it tells better
   * @throws MediaException when it is no video itself, but names what else should be read
   */
  public static AVInputFormat of(Path file, String url) {
    AVIOContext io = new AVIOContext(null);
    if (avio_open2(io, url, AVIO_FLAG_READ, (AVIOInterruptCB) null, (AVDictionary) null) < 0) {
      return null;
    }
    AVInputFormat format = new AVInputFormat(null);
    // A "%" or "*" in a name is no pattern of many files.
    String name = url.matches("(?s).*[%*?{].*") ? "" : url;
    int known = av_probe_input_buffer2(io, format, name, null, 0, 0);
    avio_closep(io);
    if (known < 0 || format.isNull()) {
      return null;
    }
    String kind = format.name().getString();
    MediaException.throwIf(
        problem(file, kind, (format.flags() & AVFMT_NOFILE) != 0)
            .map(problem -> file + ": " + problem));
    return format;
  }

  private static Optional<String> problem(Path file, String kind, boolean device) {
    Set<String> endings = PLAYLISTS.get(kind);
    if (endings != null && !endings.contains(ending(file))) {
      return Optional.of(
          "is no video but a list ("
              + kind
              + ") of other files; give those themselves"
              + (endings.isEmpty() ? "" : ", or name the list ." + endings.iterator().next()));
    }
    if (ADDRESSES.contains(kind)) {
      return Optional.of("is no video but tells of a stream on the network (" + kind + ")");
    }
    boolean elsewhere = device && !kind.equals("image2");
    return elsewhere || TEXTS.contains(kind) ? Optional.of("not a video file") : Optional.empty();
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
