package org.derain.javacv;

import static org.bytedeco.ffmpeg.global.avutil.*;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Clips for tests: a drawn scene that moves, and a tone, by JavaCV's own recorder. */
final class Recorded {
  private Recorded() {}

  /** H.264 or H.265 with B frames and sound; planes are 4:2:0 of 8 or 10 bits. */
  static Path clip(Path target, int width, int height, boolean deep, int frames) throws Exception {
    return clip(target, width, height, deep, frames, true);
  }

  /** The same without sound. */
  static Path silent(Path target, int width, int height, boolean deep, int frames)
      throws Exception {
    return clip(target, width, height, deep, frames, false);
  }

  private static Path clip(
      Path target, int width, int height, boolean deep, int frames, boolean sound)
      throws Exception {
    int format = deep ? AV_PIX_FMT_YUV420P10LE : AV_PIX_FMT_YUV420P;
    try (FFmpegFrameRecorder recorder =
        new FFmpegFrameRecorder(target.toString(), width, height, sound ? 1 : 0)) {
      recorder.setVideoCodec(deep ? avcodec.AV_CODEC_ID_HEVC : avcodec.AV_CODEC_ID_H264);
      recorder.setVideoOption("preset", "ultrafast");
      recorder.setVideoOption("x265-params", "log-level=none");
      recorder.setVideoProfile(deep ? 2 : 77);
      recorder.setMaxBFrames(2);
      recorder.setPixelFormat(format);
      recorder.setFrameRate(25);
      recorder.setGopSize(10);
      recorder.setSampleRate(48000);
      recorder.setAudioCodec(avcodec.AV_CODEC_ID_AAC);
      recorder.start();
      for (int i = 0; i < frames; i++) {
        recorder.record(picture(width, height, deep, i), format);
        if (sound) {
          recorder.recordSamples(48000, 1, tone(i));
        }
      }
    }
    return target;
  }

  /** A gradient that wanders, all planes one behind the other. */
  static Frame picture(int width, int height, boolean deep, int number) {
    int samples = width * height + 2 * ((width + 1) / 2) * ((height + 1) / 2);
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(samples * (deep ? 2 : 1)).order(ByteOrder.nativeOrder());
    for (int i = 0; i < samples; i++) {
      int value = i < width * height ? i % width + i / width + 3 * number : 100 + number;
      if (deep) {
        bytes.putShort(2 * i, (short) (64 + value * 4 % 800));
      } else {
        bytes.put(i, (byte) (16 + value % 200));
      }
    }
    Frame frame = new Frame();
    frame.imageWidth = width;
    frame.imageHeight = height;
    frame.imageDepth = deep ? Frame.DEPTH_USHORT : Frame.DEPTH_UBYTE;
    frame.imageChannels = 1;
    frame.imageStride = width;
    frame.image = new Buffer[] {deep ? bytes.asShortBuffer() : bytes};
    return frame;
  }

  private static ShortBuffer tone(int number) {
    ShortBuffer tone = ShortBuffer.allocate(48000 / 25);
    for (int i = 0; i < tone.capacity(); i++) {
      tone.put(i, (short) (8000 * Math.sin((number * tone.capacity() + i) * 0.05)));
    }
    return tone;
  }
}
