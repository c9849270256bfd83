package org.derain.pipeline.live.output;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_BUG;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_PATCHWELCOME;
import static org.derain.pipeline.codec.SystemErrors.BROKEN_PIPE;
import static org.derain.pipeline.codec.SystemErrors.CONNECTION_REFUSED;
import static org.derain.pipeline.codec.SystemErrors.CONNECTION_RESET;
import static org.derain.pipeline.codec.SystemErrors.FILE_TOO_LARGE;
import static org.derain.pipeline.codec.SystemErrors.INVALID;
import static org.derain.pipeline.codec.SystemErrors.NOT_PERMITTED;
import static org.derain.pipeline.codec.SystemErrors.NOT_THERE;
import static org.derain.pipeline.codec.SystemErrors.NO_ACCESS;
import static org.derain.pipeline.codec.SystemErrors.NO_SPACE;
import static org.derain.pipeline.codec.SystemErrors.TIMED_OUT;

import org.derain.frames.MediaException;
import org.derain.pipeline.codec.Ffmpeg;

/** What FFmpeg's return codes mean when an output fails. */
final class OutputErrors {
  private OutputErrors() {}

  /**
   * Throws the reason.
   *
   * @throws RefusedException when the next try would end the same way
   */
  static void fail(int code) {
    if (refused(code)) {
      throw new RefusedException("what is to be written there is refused: " + Ffmpeg.text(code));
    }
    throw new MediaException(reason(code));
  }

  /** Whether it is what is written, and not where it goes. */
  static boolean refused(int code) {
    return code == INVALID
        || code == NOT_PERMITTED
        || code == AVERROR_INVALIDDATA()
        || code == AVERROR_PATCHWELCOME()
        || code == AVERROR_BUG();
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
    if (code == NO_SPACE || code == FILE_TOO_LARGE) {
      return "no space left on the disk; it is tried again";
    }
    if (code == CONNECTION_REFUSED) {
      return "nobody listens at this address (connection refused)";
    }
    if (code == BROKEN_PIPE || code == CONNECTION_RESET || code == AVERROR_EOF()) {
      return "the other side closed the connection";
    }
    if (code == NO_ACCESS) {
      return "no permission to write there";
    }
    if (code == NOT_THERE) {
      return "there is no such folder; create it";
    }
    return code == TIMED_OUT ? "it takes nothing any more" : Ffmpeg.text(code);
  }
}
