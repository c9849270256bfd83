package org.derain.pipeline.live;

import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.function.Supplier;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.codec.SystemErrors;

/** What FFmpeg's return codes mean when a camera cannot be opened or read. */
public final class CameraErrors {
  /** When time is over before it has said what it sends. */
  public static final String NO_DESCRIPTION =
      "it is connected, and does not say in time what its streams are; it may take longer with more"
          + " patience";

  /** Of an address. */
  static final String UNKNOWN_PROTOCOL =
      "addresses that begin so are not known; there are rtsp://, http://, rtmp://, srt://, tcp://,"
          + " udp://, devices and files (file:NAME)";

  private CameraErrors() {}

  /**
   * Why it cannot be opened.
   *
   * @param late whether time is over
   * @param answered whether somebody was there
   */
  public static String connecting(int code, boolean late, boolean answered) {
    if (late || overdue(code)) {
      return answered ? NO_DESCRIPTION : "no answer";
    }
    if (code == SystemErrors.INVALID) {
      return "its address cannot be used: check host and port; in a user name or a password write"
          + " %23 for #, %2F for /, %3F for ? and %40 for @";
    }
    if (code == AVERROR_EOF()) {
      return "the other side closed the connection before it sent any video";
    }
    if (code == AVERROR_INVALIDDATA()) {
      return "what is there is no video that can be read: check the path behind the host (a"
          + " camera's page is no stream), or whether the file is damaged";
    }
    if (code == SystemErrors.INPUT_OUTPUT) {
      return "it cannot be reached: its name is not known, or the connection failed";
    }
    if (code == AVERROR_PROTOCOL_NOT_FOUND() || code == AVERROR_DEMUXER_NOT_FOUND()) {
      return UNKNOWN_PROTOCOL;
    }
    return known(code);
  }

  /**
   * Why nothing more can be read.
   *
   * @param late whether time is over
   * @param silent the reason then
   */
  public static String reading(int code, boolean late, Supplier<String> silent) {
    if (late || overdue(code)) {
      return silent.get();
    }
    if (code == AVERROR_INVALIDDATA()) {
      return "what it sends is too damaged to be read";
    }
    return code == AVERROR_EOF() ? "the other side closed the stream" : known(code);
  }

  /** Whether it was ended because it took too long: by the system, or a while ago by us. */
  private static boolean overdue(int code) {
    return code == SystemErrors.TIMED_OUT || code == AVERROR_EXIT();
  }

  private static String known(int code) {
    if (code == AVERROR_HTTP_UNAUTHORIZED()) {
      return "the camera refuses the user name or the password (401)";
    }
    if (code == AVERROR_HTTP_FORBIDDEN()) {
      return "the camera forbids this user the stream (403)";
    }
    if (code == AVERROR_HTTP_NOT_FOUND()) {
      return "there is no such stream at this address (404)";
    }
    if (code == AVERROR_HTTP_SERVER_ERROR()) {
      return "the camera has an error of its own (5xx): too many viewers, or it is starting";
    }
    if (code == SystemErrors.CONNECTION_REFUSED) {
      return "nobody listens at this address (connection refused)";
    }
    if (code == SystemErrors.CONNECTION_RESET || code == SystemErrors.BROKEN_PIPE) {
      return "the other side closed the connection";
    }
    if (code == SystemErrors.PROTOCOL_NOT_SUPPORTED) {
      return "the camera refuses this way of transport (rtsp_transport)";
    }
    return Ffmpeg.text(code);
  }
}
