package org.derain.pipeline.live;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;

import org.derain.frames.MediaException;
import org.derain.pipeline.media.Ffmpeg;

/** What FFmpeg's return codes mean when an output fails. */
final class OutputErrors {
  private static final int FILE_TOO_LARGE = -27;
  private static final int NO_SPACE = -28;
  private static final int BROKEN_PIPE = -32;
  private static final int CONNECTION_RESET = -104;
  private static final int TIMED_OUT = -110;
  private static final int CONNECTION_REFUSED = -111;

  private OutputErrors() {}

  /** Throws the reason. */
  static void fail(int code) {
    throw new MediaException(reason(code));
  }

  private static String reason(int code) {
    if (code == AVERROR_HTTP_UNAUTHORIZED()) {
      return "the server refuses the user name or the password (401)";
    }
    if (code == AVERROR_HTTP_FORBIDDEN()) {
      return "the server forbids publishing here (403)";
    }
    if (code == AVERROR_HTTP_NOT_FOUND()) {
      return "the server does not know this address (404)";
    }
    if (code == AVERROR_EXIT()) {
      return "it takes nothing any more";
    }
    return switch (code) {
      case NO_SPACE, FILE_TOO_LARGE -> "no space left on the disk; it is tried again";
      case CONNECTION_REFUSED -> "nobody listens at this address (connection refused)";
      case BROKEN_PIPE, CONNECTION_RESET -> "the other side closed the connection";
      case TIMED_OUT -> "it takes nothing any more";
      default -> code == AVERROR_EOF() ? "the other side closed the connection" : Ffmpeg.text(code);
    };
  }
}
