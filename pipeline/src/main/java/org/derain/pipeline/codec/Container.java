package org.derain.pipeline.codec;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avcodec;
import org.derain.frames.MediaException;

/** The containers that results are written in, chosen by the target's extension. */
public enum Container {
  /** MP4: index in front, so that it can be played while it loads. */
  MP4("mp4", avcodec.AV_CODEC_ID_MOV_TEXT),
  /** QuickTime. */
  MOV("mov", avcodec.AV_CODEC_ID_MOV_TEXT),
  /** Matroska: holds nearly everything but data streams; times are rounded to 1 ms. */
  MKV("matroska", avcodec.AV_CODEC_ID_SUBRIP),
  /** WebM: AV1 only. */
  WEBM("webm", avcodec.AV_CODEC_ID_WEBVTT),
  /** MPEG transport stream. */
  TS("mpegts", avcodec.AV_CODEC_ID_NONE),
  /** MPEG transport stream as camcorders and Blu-ray discs have it: packets of 192 bytes. */
  M2TS("mpegts", avcodec.AV_CODEC_ID_NONE);

  private static final Map<String, Container> BY_EXTENSION =
      Map.of(
          "mp4", MP4, "m4v", MP4, "mov", MOV, "mkv", MKV, "webm", WEBM, "ts", TS, "m2ts", M2TS,
          "mts", M2TS);

  private final String format;
  private final int textCodec;

  Container(String format, int textCodec) {
    this.format = format;
    this.textCodec = textCodec;
  }

  /** The container of a target, or one clear line that its extension is none of ours. */
  public static Container of(Path target) {
    String extension = extension(target);
    Container found = BY_EXTENSION.get(extension);
    if (found == null) {
      throw new MediaException(
          target
              + (extension.isEmpty() ? ": has no extension" : ": unknown extension ." + extension)
              + "; name the result .mp4, .mov, .mkv, .webm or .ts, of a still .png, .jpg, .webp,"
              + " .tif or .bmp");
    }
    return found;
  }

  /** The container of a file if it is one of ours. */
  public static boolean isKnown(Path file) {
    return BY_EXTENSION.containsKey(extension(file));
  }

  /**
   * Names a codec as Apple's players want it named in MP4 and MOV; others do not care.
   *
   * @param kept what it is named already; 0 for nothing
   */
  public static void tag(AVCodecParameters codec, boolean mov, int kept) {
    boolean hevc = codec.codec_id() == avcodec.AV_CODEC_ID_HEVC;
    codec.codec_tag(hevc && mov && kept == 0 ? 'h' | 'v' << 8 | 'c' << 16 | '1' << 24 : kept);
  }

  /** The ending of a file's name in small letters, without the dot; empty when there is none. */
  public static String extension(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** What stops a codec from going into this container, if anything does. */
  public Optional<String> problem(Codec codec) {
    boolean fits =
        switch (this) {
          case MKV -> true;
          case MP4 -> codec != Codec.FFV1;
          case MOV -> codec != Codec.AV1;
          case WEBM -> codec == Codec.AV1;
          case TS, M2TS -> codec == Codec.H264 || codec == Codec.HEVC;
        };
    if (fits) {
      return Optional.empty();
    }
    return Optional.of(
        this == WEBM
            ? ".webm holds AV1 only: add --codec av1, or name the result .mkv"
            : codec.label() + " cannot go into ." + extension() + ": name the result .mkv");
  }

  /** The usual extension of its files, without the dot. */
  public String extension() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** FFmpeg's name of the muxer. */
  public String format() {
    return format;
  }

  /** What text subtitles become when they cannot stay as they are; none: 0. */
  public int textCodec() {
    return textCodec;
  }

  /** MP4 or QuickTime. */
  public boolean isMov() {
    return this == MP4 || this == MOV;
  }

  /** Whether it can say that stored pictures are turned to be shown. */
  public boolean holdsRotation() {
    return !isTs();
  }

  /** A transport stream of either kind. */
  public boolean isTs() {
    return this == TS || this == M2TS;
  }

  /** Whether cover pictures are attachments here. */
  public boolean attachesPictures() {
    return this == MKV;
  }

  /** Whether the codec's parameters stand apart from the packets. */
  public boolean globalHeader() {
    return !isTs();
  }
}
