package org.derain.pipeline.live;

import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.avio_find_protocol_name;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.derain.frames.FileKind;

/**
 * Where a camera's video comes from, as FFmpeg wants it.
 *
 * @param url for FFmpeg, with credentials
 * @param format FFmpeg's name of the input format; null to find out
 */
public record SourceAddress(Kind kind, String url, String format, Map<String, String> options) {
  /** What there is. */
  public enum Kind {
    /** A camera that describes its streams. */
    RTSP,
    /** Anything else on the network. */
    NETWORK,
    /** A file. */
    FILE
  }

  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]+:.*", Pattern.DOTALL);
  private static final Pattern TRANSPORT =
      Pattern.compile("([?&])rtsp_transport=(tcp|udp|udp_multicast|http)(&|$)");

  /** What a playlist or a redirection on the network may lead to: no files of this machine. */
  private static final String REMOTE =
      "http,https,httpproxy,tcp,tls,udp,rtp,srtp,rtmp,rtmps,rtmpt,srt,hls,crypto,data";

  /**
   * Finds out what an address is.
   *
   * @param timeouts how long to wait for the other side
   */
  public static SourceAddress of(String source, Timeouts timeouts) {
    Duration longest =
        Stream.of(timeouts.connect(), timeouts.picture(), timeouts.silence(), Waits.ALIVE)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    return of(source, timeouts, longest);
  }

  /**
   * The same for who cannot end it otherwise.
   *
   * @param longest after which, and two more seconds, FFmpeg itself gives up a silent connection
   */
  public static SourceAddress of(String source, Timeouts timeouts, Duration longest) {
    String lower = source.toLowerCase(Locale.ROOT);
    Map<String, String> options = new LinkedHashMap<>();
    // A short look is enough: cameras have one or two streams, and every second counts.
    options.put("probesize", "1000000");
    options.put("analyzeduration", "1000000");
    options.put("fflags", "+nobuffer");
    if (lower.startsWith("rtsp:") || lower.startsWith("rtsps:")) {
      return rtsp(source, longest, options);
    }
    if (lower.startsWith("file:") || !SCHEME.matcher(lower).matches()) {
      String path = lower.startsWith("file:") ? source : "file:" + source;
      return new SourceAddress(
          Kind.FILE,
          path,
          null,
          new LinkedHashMap<>(Map.of("protocol_whitelist", "file", "pattern_type", "none")));
    }
    options.put("rw_timeout", micros(longest));
    options.put("protocol_whitelist", REMOTE);
    if (lower.startsWith("srt:")) {
      options.put("connect_timeout", Long.toString(timeouts.connect().toMillis()));
    }
    return new SourceAddress(Kind.NETWORK, source, null, options);
  }

  private static SourceAddress rtsp(String source, Duration longest, Map<String, String> options) {
    options.put("timeout", micros(longest));
    options.put("allowed_media_types", "video+audio");
    options.put("buffer_size", "1048576");
    // Out of order datagrams are waited for this long.
    options.put("max_delay", "100000");
    var asked = TRANSPORT.matcher(source);
    String url = source;
    if (asked.find()) {
      options.put("rtsp_transport", asked.group(2));
      boolean more = asked.group(3).equals("&");
      url =
          source.substring(0, asked.start())
              + (more ? asked.group(1) : "")
              + source.substring(asked.end());
    } else {
      options.put("rtsp_flags", "prefer_tcp");
    }
    return new SourceAddress(Kind.RTSP, url, "rtsp", options);
  }

  /** In microseconds, and a little longer: our own deadline comes first and knows the reason. */
  private static String micros(Duration longest) {
    return Long.toString(longest.plusSeconds(2).toNanos() / 1000);
  }

  /** Whether FFmpeg speaks what it begins with. */
  boolean known() {
    return kind != Kind.NETWORK || avio_find_protocol_name(url) != null;
  }

  /** The file it is; null for anything else, also for a device. */
  public Path file() {
    String path = kind == Kind.FILE ? url.substring("file:".length()) : "/dev/";
    return path.startsWith("/dev/") ? null : Path.of(path);
  }

  /**
   * The format to open it in.
   *
   * @return null for FFmpeg to find out
   * @throws org.derain.frames.MediaException when it is a file that is no video, but names what
   *     else should be read
   */
  public AVInputFormat input() {
    Path file = file();
    if (file != null && Files.isRegularFile(file)) {
      return FileKind.of(file, url); // what is in a pipe can be read only once
    }
    return format == null ? null : av_find_input_format(format);
  }

  /** Whether there is no end and no way back. */
  public boolean live() {
    return kind != Kind.FILE;
  }
}
