package org.derain.javacv;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.bytedeco.javacv.OpenCVFrameGrabber;
import org.derain.frames.MediaException;
import org.derain.frames.Rational;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.codec.VideoTraits;

/**
 * A grabber that was started: its pictures as FFmpeg's frames. FFmpeg's own grabber gives the
 * decoder's samples with their exact times, and is started without the lock that one dead camera
 * would hold for the whole process; of all others the pictures in colour are copied. One thread
 * uses it.
 */
final class Feed implements AutoCloseable {
  private static final Rational MICROS = new Rational(1, 1_000_000);
  private static final Pattern CODE = Pattern.compile("open_input\\(\\) error (-?\\d+)");

  private final FrameGrabber grabber;
  private final FFmpegFrameGrabber ffmpeg;
  private final AVFrame holder = av_frame_alloc();
  private final AVCodecParameters described;
  private long last = Long.MIN_VALUE;
  private int damaged;

  /**
   * Starts a grabber, which belongs to the feed from now on, also when that fails.
   *
   * @throws MediaException when there are no pictures, with the reason
   */
  Feed(FrameGrabber grabber) {
    this.grabber = grabber;
    ffmpeg = grabber instanceof FFmpegFrameGrabber its ? its : null;
    described = avcodec_parameters_alloc();
    Ffmpeg.load(); // or JavaCV writes what it opens, passwords and all, among the program's lines
    try {
      if (ffmpeg == null) {
        grabber.start();
      } else {
        ffmpeg.setImageMode(FrameGrabber.ImageMode.RAW);
        // RTSP describes its streams; to look for more costs a second, and the pictures of it.
        ffmpeg.startUnsafe(!"rtsp".equals(ffmpeg.getFormat()));
        if (!ffmpeg.hasVideo()) {
          throw new MediaException("there is no video in it");
        }
        avcodec_parameters_copy(described, stream().codecpar());
      }
    } catch (FrameGrabber.Exception e) {
      close();
      throw new MediaException(reason(e), e);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private AVStream stream() {
    return ffmpeg.getFormatContext().streams(ffmpeg.getVideoStream());
  }

  /** What went wrong, in one line. */
  static String reason(Exception e) {
    String text = String.valueOf(e.getMessage());
    Matcher code = CODE.matcher(text);
    if (code.find()) {
      return Ffmpeg.text(Integer.parseInt(code.group(1)));
    }
    if (text.startsWith("read() Error")) {
      return "it gives no picture";
    }
    return text.replaceFirst(" \\(For more details.*", "").replaceAll("\\s*\\R\\s*", " ");
  }

  /** The unit of the times, in seconds. */
  Rational timeBase() {
    return ffmpeg == null ? MICROS : Ffmpeg.rational(stream().time_base());
  }

  /** Frames per second as far as that is told; 25 when it is not. */
  Rational frameRate() {
    if (ffmpeg != null) {
      Rational average = Ffmpeg.rational(stream().avg_frame_rate());
      if (average.num() > 0 && average.den() > 0) {
        return average;
      }
    }
    double rate = grabber.getFrameRate();
    boolean usable = rate >= 0.5 && rate <= 240;
    return usable ? new Rational((int) Math.round(rate * 1000), 1000) : new Rational(25, 1);
  }

  /** Whether its container says that pictures are made of two fields. */
  boolean interlaced() {
    return described.field_order() > AV_FIELD_PROGRESSIVE;
  }

  /** What a result must share with pictures like the first, stored by a codec. */
  VideoTraits traits(AVFrame first, Codec codec, Rational timeBase) {
    return VideoTraits.of(first, described, frameRate(), timeBase, codec);
  }

  /** Pictures so far whose decoder told of damage. */
  int damaged() {
    return damaged;
  }

  /**
   * Waits for the next picture, with its time in {@code best_effort_timestamp} where it has one.
   *
   * @param into empty; receives samples of its own
   * @return false at the end
   * @throws MediaException when the grabber fails
   */
  boolean next(AVFrame into) {
    try {
      Frame frame = grab();
      while (frame != null && frame.image == null) {
        frame = grab();
      }
      if (frame == null) {
        return false;
      }
      AVFrame samples = Samples.of(frame, holder);
      if (ffmpeg != null) {
        Ffmpeg.check(av_frame_ref(into, samples), "holding a picture");
      } else {
        copy(samples, into);
        time(frame, into);
      }
    } catch (FrameGrabber.Exception e) {
      if (grabber instanceof OpenCVFrameGrabber) {
        return false; // it knows no other end
      }
      throw new MediaException(reason(e), e);
    }
    damaged += whole(into) ? 0 : 1;
    return true;
  }

  private Frame grab() throws FrameGrabber.Exception {
    return ffmpeg == null ? grabber.grab() : ffmpeg.grabFrame(false, true, true, false, false);
  }

  private static void copy(AVFrame from, AVFrame into) {
    into.width(from.width()).height(from.height()).format(from.format());
    Ffmpeg.check(av_frame_get_buffer(into, 0), "no memory for pictures");
    Ffmpeg.check(av_frame_copy(into, from), "copying a picture");
    Ffmpeg.check(av_frame_copy_props(into, from), "copying a picture");
  }

  /** Many grabbers give no times, or always the same. */
  private void time(Frame frame, AVFrame into) {
    boolean hasTime = frame.timestamp > last && (frame.timestamp != 0 || last != Long.MIN_VALUE);
    last = Math.max(last, frame.timestamp);
    into.best_effort_timestamp(hasTime ? frame.timestamp : AV_NOPTS_VALUE).duration(0);
  }

  /** Whether nothing of a frame was damaged, as far as its codec can tell. */
  static boolean whole(AVFrame frame) {
    return (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) == 0 && frame.decode_error_flags() == 0;
  }

  @Override
  public void close() {
    try {
      if (ffmpeg != null) {
        ffmpeg.releaseUnsafe();
      } else {
        grabber.stop();
        grabber.release();
      }
    } catch (FrameGrabber.Exception e) {
      // It gives nothing more in any case.
    } finally {
      av_frame_free(holder);
      avcodec_parameters_free(described);
    }
  }
}
