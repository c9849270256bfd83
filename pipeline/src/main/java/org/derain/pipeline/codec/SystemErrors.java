package org.derain.pipeline.codec;

import org.bytedeco.ffmpeg.presets.avutil;
import org.bytedeco.javacpp.Loader;

/**
 * The operating system's errors as FFmpeg returns them: the same word has another number on each
 * system.
 */
public final class SystemErrors {
  static {
    // The numbers come from the natives, and nobody may have loaded them yet.
    Loader.load(org.bytedeco.ffmpeg.global.avutil.class);
  }

  /** "Give me more input first." */
  public static final int AGAIN = avutil.AVERROR_EAGAIN();

  /** The disk is full. */
  public static final int NO_SPACE = avutil.AVERROR_ENOSPC();

  /** More than the file system or a limit of the process lets a file be. */
  public static final int FILE_TOO_LARGE = avutil.AVERROR_EFBIG();

  /** The other side does not listen any more. */
  public static final int BROKEN_PIPE = avutil.AVERROR_EPIPE();

  /** Also FFmpeg's "no" without a reason. */
  public static final int NOT_PERMITTED = avutil.AVERROR_EPERM();

  /** No rights. */
  public static final int NO_ACCESS = avutil.AVERROR_EACCES();

  /** No such file or folder. */
  public static final int NOT_THERE = avutil.AVERROR_ENOENT();

  /** A value that is not understood. */
  public static final int INVALID = avutil.AVERROR_EINVAL();

  /** The disk or the connection failed; also a name that cannot be looked up. */
  public static final int INPUT_OUTPUT = avutil.AVERROR_EIO();

  /** The kind of transport is not spoken. */
  public static final int PROTOCOL_NOT_SUPPORTED = number(93, 43, 135);

  /** The other side ended the connection. */
  public static final int CONNECTION_RESET = number(104, 54, 108);

  /** Nobody answered in time. */
  public static final int TIMED_OUT = number(110, 60, 138);

  /** Nobody listens. */
  public static final int CONNECTION_REFUSED = number(111, 61, 107);

  private SystemErrors() {}

  private static int number(int linux, int macos, int windows) {
    String platform = Loader.getPlatform();
    return platform.startsWith("macosx")
        ? -macos
        : platform.startsWith("windows") ? -windows : -linux;
  }
}
