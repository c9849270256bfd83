package org.derain.pipeline.live;

import static org.bytedeco.ffmpeg.global.avcodec.*;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.derain.frames.MediaException;
import org.derain.pipeline.codec.Codec;

/**
 * Where a camera's clean video goes.
 *
 * @param url as it was asked for, with credentials; a path for files and folders
 * @param format FFmpeg's name of the container or protocol
 */
public record OutputAddress(Kind kind, String url, String format) {
  /** What there is. */
  public enum Kind {
    /** A server to publish to. */
    RTSP,
    /** Anything else on the network. */
    NETWORK,
    /** A recording. */
    FILE,
    /** A folder with a playlist and short pieces, for browsers. */
    HLS
  }

  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]+:.*", Pattern.DOTALL);

  /** What FFmpeg puts numbers in place of, wherever in the path of a piece it stands. */
  private static final Pattern PLACEHOLDER = Pattern.compile("%(\\d*d|v)");

  private static final Set<String> TRANSPORTS =
      Set.of("srt", "udp", "tcp", "rtp", "http", "https", "icecast");

  /** Understands an address, or says in one line why not. */
  public static OutputAddress of(String output) {
    String lower = output.toLowerCase(Locale.ROOT);
    if (lower.startsWith("rtsp:") || lower.startsWith("rtsps:")) {
      return new OutputAddress(Kind.RTSP, output, "rtsp");
    }
    if (lower.startsWith("hls:")) {
      String folder = output.substring(4);
      return new OutputAddress(Kind.HLS, Path.of(folder, "index.m3u8").toString(), "hls");
    }
    String path = lower.startsWith("file:") ? output.substring(5) : output;
    if (lower.startsWith("file:") || !SCHEME.matcher(lower).matches() || isDrive(output)) {
      if (lower.endsWith(".m3u8")) {
        return new OutputAddress(Kind.HLS, path, "hls");
      }
      return new OutputAddress(Kind.FILE, path, container(path));
    }
    String scheme = lower.substring(0, lower.indexOf(':'));
    if (scheme.startsWith("rtmp")) {
      return new OutputAddress(Kind.NETWORK, output, "flv");
    }
    if (TRANSPORTS.contains(scheme)) {
      return new OutputAddress(
          Kind.NETWORK, output, scheme.equals("rtp") ? "rtp_mpegts" : "mpegts");
    }
    throw new MediaException(
        Redacted.url(output)
            + ": unknown kind of output; use rtsp://, rtmp://, srt://, a file (.mkv, .mp4, .ts), a"
            + " playlist (.m3u8) or hls:FOLDER");
  }

  private static boolean isDrive(String output) {
    return output.length() > 2 && output.charAt(1) == ':' && "\\/".indexOf(output.charAt(2)) >= 0;
  }

  private static String container(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    int dot = lower.lastIndexOf('.');
    return switch (lower.substring(dot + 1)) {
      case "mkv" -> "matroska";
      case "mp4", "m4v" -> "mp4";
      case "mov" -> "mov";
      case "ts" -> "mpegts";
      default ->
          throw new MediaException(
              path + ": name a recording .mkv, .mp4, .mov or .ts; a playlist .m3u8");
    };
  }

  /** Whether it is on this machine, where only what is written can be wrong for ever. */
  public boolean isLocal() {
    return kind == Kind.FILE || kind == Kind.HLS;
  }

  /** The address without what must not be seen. */
  public String shown() {
    return Redacted.url(url);
  }

  /** What stops a codec from going out here, if anything does. */
  public Optional<String> problem(Codec codec) {
    if (kind == Kind.HLS && PLACEHOLDER.matcher(Path.of(url).toAbsolutePath().toString()).find()) {
      return Optional.of(
          shown() + ": a playlist cannot lie where a name holds %d or %v; rename that folder");
    }
    if (kind == Kind.RTSP || kind == Kind.NETWORK) {
      Optional<String> wrong = Credentials.problem(url);
      if (wrong.isPresent()) {
        return wrong.map(text -> shown() + ": " + text);
      }
    }
    boolean fits =
        switch (format) {
          case "matroska" -> true;
          case "mp4" -> codec != Codec.FFV1;
          case "mov", "flv", "mpegts", "rtp_mpegts", "rtsp" ->
              codec == Codec.H264 || codec == Codec.HEVC;
          default -> codec != Codec.FFV1;
        };
    return fits
        ? Optional.empty()
        : Optional.of(shown() + ": " + codec.label() + " cannot go there; use --codec h264");
  }

  /** Whether it can say that stored pictures are turned to be shown. */
  public boolean holdsRotation() {
    return format.equals("matroska") || format.equals("mp4") || format.equals("mov");
  }

  /** Whether sound of a codec can go out here as it is. */
  public boolean takesSound(int codec) {
    boolean telephone = codec == AV_CODEC_ID_PCM_MULAW || codec == AV_CODEC_ID_PCM_ALAW;
    boolean aac = codec == AV_CODEC_ID_AAC;
    boolean mp3 = codec == AV_CODEC_ID_MP3;
    boolean opus = codec == AV_CODEC_ID_OPUS;
    return switch (format) {
      case "matroska" -> true;
      case "rtsp" ->
          aac
              || telephone
              || opus
              || mp3
              || codec == AV_CODEC_ID_MP2
              || codec == AV_CODEC_ID_ADPCM_G722
              || codec == AV_CODEC_ID_ADPCM_G726LE
              || codec == AV_CODEC_ID_PCM_S16BE;
      case "mp4" -> aac || mp3 || opus || dolby(codec);
      case "mov" -> aac || mp3 || telephone || codec == AV_CODEC_ID_PCM_S16BE;
      case "flv" -> aac || mp3 || telephone;
      default -> aac || mp3 || opus || codec == AV_CODEC_ID_MP2 || codec == AV_CODEC_ID_AC3;
    };
  }

  private static boolean dolby(int codec) {
    return codec == AV_CODEC_ID_AC3 || codec == AV_CODEC_ID_EAC3;
  }

  /** What the muxer is told for the sake of the sound. */
  public static void soundOptions(Map<String, String> options, int codec) {
    if (dolby(codec)) {
      // MP4 describes this sound by its first packet.
      options.computeIfPresent("movflags", (name, flags) -> flags + "+delay_moov");
    }
  }

  /** What the muxer is told. */
  public Map<String, String> options(boolean h264, String stamp) {
    Map<String, String> options = new LinkedHashMap<>();
    switch (format) {
      case "rtsp" -> options.put("rtsp_transport", "tcp");
      case "matroska" -> {
        options.put("cluster_time_limit", "1000");
        options.put("flush_packets", "1");
      }
      case "mp4", "mov" -> {
        options.put("movflags", "+frag_keyframe+empty_moov+default_base_moof");
        options.put("frag_duration", "1000000");
        options.put("flush_packets", "1");
      }
      case "flv" -> options.put("flvflags", "no_duration_filesize");
      case "hls" -> hls(options, h264, stamp);
      default -> options.put("flush_packets", "1");
    }
    return options;
  }

  private void hls(Map<String, String> options, boolean h264, String stamp) {
    Path list = Path.of(url).toAbsolutePath();
    String name = list.getFileName().toString().replaceFirst("\\.[^.]*$", "").replace("%", "_");
    options.put("hls_time", "2");
    options.put("hls_list_size", "8");
    options.put(
        "hls_flags",
        "delete_segments+append_list+program_date_time+temp_file+independent_segments");
    if (!h264) {
      options.put("hls_segment_type", "fmp4");
      options.put("hls_fmp4_init_filename", name + "-" + stamp + ".mp4");
    }
    Path pieces = list.resolveSibling(name + "-" + stamp + "-%05d" + (h264 ? ".ts" : ".m4s"));
    options.put("hls_segment_filename", pieces.toString());
  }
}
