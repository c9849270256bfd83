package org.derain.pipeline.live.input;

import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_READ;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.AV_OPT_SEARCH_CHILDREN;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_get;

import java.time.Duration;
import java.util.Locale;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.derain.pipeline.codec.Dictionary;
import org.derain.pipeline.live.SourceAddress;
import org.derain.pipeline.live.packet.Deadline;

/** Pictures one behind the other over HTTP. */
final class Multipart {
  private Multipart() {}

  /** Asks an address whether it sends such. */
  static boolean is(SourceAddress address, Deadline deadline, Duration time) {
    if (!address.url().toLowerCase(Locale.ROOT).startsWith("http")) {
      return false;
    }
    deadline.within(time);
    AVIOContext connection = new AVIOContext(null);
    AVDictionary options = Dictionary.of(address.options());
    try (AVIOInterruptCB question = deadline.callback();
        BytePointer type = new BytePointer((BytePointer) null)) {
      if (avio_open2(connection, address.url(), AVIO_FLAG_READ, question, options) < 0) {
        return false;
      }
      int code = av_opt_get(connection, "mime_type", AV_OPT_SEARCH_CHILDREN, type);
      boolean multipart = code >= 0 && type.getString().startsWith("multipart/");
      if (code >= 0) {
        av_free(type);
      }
      avio_closep(connection);
      return multipart;
    } finally {
      Dictionary.free(options);
    }
  }
}
