package org.derain.samples;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber.ImageMode;
import org.derain.javacv.DerainFrameFilter;

/** A clip through a grabber of JavaCV, the filter, and a recorder, with its sound. */
public final class ClipThroughJavacv {
  private ClipThroughJavacv() {}

  /** Arguments: the rainy file, the clean file, and if you like a model (default: base). */
  public static void main(String[] args) throws Exception {
    if (args.length < 2) {
      System.err.println("usage: ClipThroughJavacv IN OUT [MODEL]");
      System.exit(2);
    }
    System.out.println(clean(args[0], args[1], args.length > 2 ? args[2] : "base") + " pictures");
  }

  /**
   * Cleans a clip, as H.264 and AAC.
   *
   * @param out is replaced; its extension chooses the container
   * @param model a name in the zoo, or an ONNX file of ours
   * @return the number of pictures
   */
  public static int clean(String in, String out, String model) throws Exception {
    int pictures = 0;
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(in);
        DerainFrameFilter filter = new DerainFrameFilter(model)) {
      grabber.setImageMode(ImageMode.RAW); // the decoder's own samples
      grabber.start();
      try (FFmpegFrameRecorder recorder = recorder(out, grabber)) {
        recorder.start();
        Frame frame;
        do {
          filter.push(frame = grabber.grab()); // null at the end
          for (Frame clean = filter.pull(); clean != null; clean = filter.pull()) {
            recorder.record(clean);
            pictures += clean.image != null ? 1 : 0;
          }
        } while (frame != null);
      }
    }
    return pictures;
  }

  /** A recorder for what a grabber gives, with sound if there is any. */
  static FFmpegFrameRecorder recorder(String out, FFmpegFrameGrabber grabber) {
    FFmpegFrameRecorder recorder =
        new FFmpegFrameRecorder(
            out, grabber.getImageWidth(), grabber.getImageHeight(), grabber.getAudioChannels());
    recorder.setFrameRate(grabber.getVideoFrameRate() > 0 ? grabber.getVideoFrameRate() : 25);
    recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
    recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
    recorder.setVideoOption("crf", "18");
    recorder.setVideoOption("preset", "veryfast");
    recorder.setSampleRate(grabber.getSampleRate());
    recorder.setAudioCodec(avcodec.AV_CODEC_ID_AAC);
    return recorder;
  }
}
