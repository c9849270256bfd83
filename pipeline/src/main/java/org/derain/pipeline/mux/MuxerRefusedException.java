package org.derain.pipeline.mux;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_PATCHWELCOME;

import org.derain.frames.MediaException;
import org.derain.pipeline.codec.Container;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.codec.SystemErrors;

/**
 * A container does not take what should go into it, and would not the next time either: other than
 * where a disk failed, there is nothing to resume.
 */
public final class MuxerRefusedException extends MediaException {
  private static final long serialVersionUID = 1;

  private MuxerRefusedException(String message) {
    super(message);
  }

  /** Throws for an error of a muxer, with what can be done about it. */
  static void check(int code, String doing, Container kind) {
    boolean refused =
        code == SystemErrors.INVALID
            || code == SystemErrors.NOT_PERMITTED
            || code == AVERROR_INVALIDDATA()
            || code == AVERROR_PATCHWELCOME();
    if (!refused) {
      Ffmpeg.check(code, doing);
      return;
    }
    throw new MuxerRefusedException(
        String.format(
            "%s: .%s does not take all its streams (%s); name the result %s",
            doing, kind.extension(), Ffmpeg.text(code), kind == Container.MKV ? ".mp4" : ".mkv"));
  }
}
