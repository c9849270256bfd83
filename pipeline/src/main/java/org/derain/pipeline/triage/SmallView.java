package org.derain.pipeline.triage;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.Converter;
import org.derain.pipeline.codec.PictureCopier;
import org.derain.pipeline.codec.PixelLayout;
import org.derain.pipeline.codec.VideoTraits;
import org.derain.pipeline.demux.Demuxer;
import org.derain.zoo.RainScore;

/** Makes frames of a recording small, and has them scored. One thread uses it. */
final class SmallView implements AutoCloseable {
  private final Demuxer recording;
  private final SmallWindows windows;
  private final int longest;
  private Converter converter;
  private PictureCopier copier;
  private SmallWindow window;

  /**
   * Of a recording.
   *
   * @param windows that score its pictures; stays open
   * @param longest side of the pictures that are scored, in pixels
   */
  SmallView(Demuxer recording, SmallWindows windows, int longest) {
    this.recording = recording;
    this.windows = windows;
    this.longest = longest;
  }

  /** Scores the window of some frames; they stay as they are. */
  RainScore score(List<AVFrame> frames) {
    for (int i = 0; i < frames.size(); i++) {
      take(frames.get(i), i);
    }
    return window.score(frames.size());
  }

  private void take(AVFrame whole, int index) {
    AVFrame frame = av_frame_clone(whole);
    if (converter == null) {
      double ratio = Math.min(1, (double) longest / Math.max(frame.width(), frame.height()));
      converter =
          new Converter(
              even(frame.width() * ratio),
              even(frame.height() * ratio),
              PixelLayout.of(PixelLayout.planar420(8)),
              recording.timeBase(),
              false,
              note -> {});
    }
    frame.pts(index);
    converter.push(frame);
    av_frame_free(frame);
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
    AVCodecParameters coded = recording.video().codecpar();
    VideoTraits traits = VideoTraits.of(small, coded, null, recording.timeBase(), Codec.FFV1);
    copier = new PictureCopier(traits, false);
    window = windows.of(traits.format());
  }

  @Override
  public void close() {
    if (converter != null) {
      converter.close();
    }
    if (window != null) {
      copier.close();
    }
  }
}
