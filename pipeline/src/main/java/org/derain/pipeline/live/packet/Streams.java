package org.derain.pipeline.live.packet;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.codec.VideoTraits;

/** What goes out of a camera: its encoded pictures, and its sound as it came. */
public final class Streams implements AutoCloseable {
  private final VideoTraits traits;
  private final AVCodecParameters video = avcodec_parameters_alloc();
  private final AVCodecParameters sound;

  /**
   * Without parameters of the pictures yet: the encoder writes them.
   *
   * @param sound copied; null for none
   */
  public Streams(VideoTraits traits, AVCodecParameters sound) {
    this.traits = traits;
    if (sound == null) {
      this.sound = null;
    } else {
      this.sound = avcodec_parameters_alloc();
      Ffmpeg.check(avcodec_parameters_copy(this.sound, sound), "describing the sound");
    }
  }

  public VideoTraits traits() {
    return traits;
  }

  public AVCodecParameters video() {
    return video;
  }

  /** Null without sound. */
  public AVCodecParameters sound() {
    return sound;
  }

  /** Whether pictures and sound like these can follow in the same file; the frame rate may vary. */
  public boolean fits(VideoTraits other, AVCodecParameters otherSound) {
    return traits.width() == other.width()
        && traits.height() == other.height()
        && traits.orientation().equals(other.orientation())
        && traits.format().equals(other.format())
        && traits.pixelAspect().equals(other.pixelAspect())
        && traits.colours().equals(other.colours())
        && alike(sound, otherSound);
  }

  /** Whether packets of the other can follow in the same file: players keep what they know. */
  public boolean same(Streams other) {
    return fits(other.traits, other.sound) && alike(video, other.video);
  }

  private static boolean alike(AVCodecParameters a, AVCodecParameters b) {
    if (a == null || b == null) {
      return a == b;
    }
    return a.codec_id() == b.codec_id()
        && a.sample_rate() == b.sample_rate()
        && a.ch_layout().nb_channels() == b.ch_layout().nb_channels()
        && Objects.equals(extra(a), extra(b));
  }

  private static ByteBuffer extra(AVCodecParameters stream) {
    int size = stream.extradata_size();
    return size == 0 ? null : stream.extradata().capacity(size).asByteBuffer();
  }

  @Override
  public void close() {
    avcodec_parameters_free(video);
    if (sound != null) {
      avcodec_parameters_free(sound);
    }
  }
}
