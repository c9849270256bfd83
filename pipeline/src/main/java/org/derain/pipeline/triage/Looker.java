package org.derain.pipeline.triage;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.frames.FrameFormat;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.Converter;
import org.derain.pipeline.codec.PictureCopier;
import org.derain.pipeline.codec.PixelLayout;
import org.derain.pipeline.codec.VideoTraits;
import org.derain.pipeline.demux.Decoder;
import org.derain.pipeline.demux.Demuxer;
import org.derain.zoo.RainScore;

/**
 * Looks at single moments of a recording: decodes the frame there and those behind it, makes them
 * small, and has them scored. One thread uses it.
 */
final class Looker implements AutoCloseable {
  /**
   * The longest side of the pictures that are scored, in pixels. On 39 dry and 32 rainy clips that
   * was enough for the score to tell them apart as it does at full size.
   */
  private static final int LONGEST = 640;

  private final Decoder decoder;
  private final KeyFrames keys;
  private final SmallWindows windows;
  private final AVFrame frame = av_frame_alloc();
  private final double tick;
  private final double start;
  private double position = Double.POSITIVE_INFINITY;
  private Converter converter;
  private PictureCopier copier;
  private SmallWindow window;

  /**
   * Opens a recording; decoding runs on the caller's thread.
   *
   * @param windows that score its pictures; stays open
   */
  Looker(Path file, SmallWindows windows) {
    Demuxer demuxer = Demuxer.open(file);
    this.keys = KeyFrames.of(demuxer);
    this.decoder = new Decoder(demuxer, 1);
    this.windows = windows;
    this.tick = demuxer.timeBase().value();
    this.start = demuxer.startSeconds();
  }

  /** Where decoding can begin. */
  KeyFrames keys() {
    return keys;
  }

  /** What a survey tells, with these looks. */
  Survey survey(List<Look> looks) {
    return Survey.of(decoder.demuxer(), keys.seconds(), looks);
  }

  /**
   * Looks at a moment.
   *
   * @param seconds from the beginning of the video; that of a key frame is the quickest
   * @return nothing when no frame can be decoded there
   */
  Optional<Look> at(double seconds) {
    if (!go(seconds)) {
      return Optional.empty();
    }
    double first = position;
    int frames = 0;
    do {
      take(frames++);
    } while (frames < SmallWindow.FRAMES && next());
    RainScore score = window.score(frames);
    return Optional.of(Look.of(Math.max(0, first), score));
  }

  /** Decodes up to the first frame that is shown at a time or later. */
  private boolean go(double seconds) {
    Double key = keys.times().floor(seconds);
    boolean here = position < seconds && (key == null || key <= position);
    if (!here) {
      long micros = Math.round((start + (key == null ? seconds : key)) * 1e6);
      position = Double.NEGATIVE_INFINITY;
      if (!decoder.seek(micros)) {
        return false;
      }
    }
    boolean exactly = keys.isAt(seconds);
    boolean found = next();
    while (found && !exactly && position < seconds - 1e-3) {
      found = next();
    }
    return found;
  }

  private boolean next() {
    boolean found = decoder.next(frame);
    position = found ? frame.best_effort_timestamp() * tick - start : Double.POSITIVE_INFINITY;
    return found;
  }

  private void take(int index) {
    if (converter == null) {
      double ratio = Math.min(1, (double) LONGEST / Math.max(frame.width(), frame.height()));
      converter =
          new Converter(
              even(frame.width() * ratio),
              even(frame.height() * ratio),
              PixelLayout.of(PixelLayout.planar420(8)),
              decoder.demuxer().timeBase(),
              false,
              note -> {});
    }
    frame.pts(index);
    converter.push(frame);
    AVFrame small = converter.poll();
    if (small == null) {
      converter.finish();
      small = converter.poll();
    }
    if (window == null) {
      open(small);
    }
    copier.write(small, window.picture(index));
    av_frame_free(small);
  }

  private static int even(double side) {
    return Math.max(16, (int) Math.round(side / 2) * 2);
  }

  private void open(AVFrame small) {
    AVCodecParameters coded = decoder.demuxer().video().codecpar();
    VideoTraits traits =
        VideoTraits.of(small, coded, null, decoder.demuxer().timeBase(), Codec.FFV1);
    FrameFormat format = traits.format();
    copier = new PictureCopier(traits, false);
    window = windows.of(format);
  }

  @Override
  public void close() {
    av_frame_free(frame);
    decoder.close();
    if (converter != null) {
      converter.close();
    }
    if (window != null) {
      copier.close();
    }
  }
}
