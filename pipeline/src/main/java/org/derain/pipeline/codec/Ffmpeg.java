package org.derain.pipeline.codec;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.derain.frames.MediaException;
import org.derain.frames.Rational;

/** FFmpeg's conventions: return codes, addresses of files, fractions. */
public final class Ffmpeg {
  static {
    // The messages for the user are ours; FFmpeg's own would tear the progress bar.
    av_log_set_level(AV_LOG_FATAL);
  }

  private Ffmpeg() {}

  /** Loads the libraries and quietens them. */
  public static void load() {}

  /** Passes a return code on, or throws when it is an error. */
  public static int check(int code, String doing) {
    if (code >= 0) {
      return code;
    }
    if (code == SystemErrors.NO_SPACE || code == SystemErrors.FILE_TOO_LARGE) {
      throw new DiskFullException(doing);
    }
    throw new MediaException(doing + ": " + text(code));
  }

  /** What a return code means: where FFmpeg's own words tell a user nothing, better ones. */
  public static String text(int code) {
    if (code == SystemErrors.NOT_PERMITTED) {
      return "FFmpeg refuses it and does not say why";
    }
    if (code == SystemErrors.INVALID) {
      return "FFmpeg does not take it as it is (invalid argument)";
    }
    if (code == AVERROR_INVALIDDATA()) {
      return "it is damaged, or not what it is taken for (invalid data)";
    }
    if (code == SystemErrors.NO_ACCESS) {
      return "there is no permission for it";
    }
    if (code == SystemErrors.INPUT_OUTPUT) {
      return "the disk or the connection failed (input/output error)";
    }
    byte[] text = new byte[128];
    av_strerror(code, text, text.length);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }

  /** The address of a file, safe for names that look like addresses themselves. */
  public static String url(Path file) {
    return "file:" + file.toAbsolutePath();
  }

  /** Whether a video stream is a cover picture or a thumbnail track. */
  public static boolean isPicture(AVStream stream) {
    return (stream.disposition() & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS))
        != 0;
  }

  /** A fraction for FFmpeg; the caller closes it. */
  public static AVRational rational(Rational value) {
    return new AVRational().num(value.num()).den(value.den());
  }

  /** A fraction from FFmpeg. */
  public static Rational rational(AVRational value) {
    return new Rational(value.num(), value.den());
  }

  /** Converts a time from one unit to another, to the nearest. */
  public static long rescale(long time, Rational from, Rational to) {
    try (AVRational a = rational(from);
        AVRational b = rational(to)) {
      return org.bytedeco.ffmpeg.global.avutil.av_rescale_q(time, a, b);
    }
  }
}
