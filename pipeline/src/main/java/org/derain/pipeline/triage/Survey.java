package org.derain.pipeline.triage;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;

import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.derain.frames.MediaException;
import org.derain.pipeline.demux.Demuxer;

/**
 * What a quick look at a recording found.
 *
 * @param seconds how long it is
 * @param framesPerSecond on average
 * @param codec FFmpeg's name of the codec of its video
 * @param looks in the order of their times
 * @param problem why nothing of it can be decoded, or null
 */
public record Survey(
    double seconds,
    double framesPerSecond,
    int width,
    int height,
    String codec,
    List<Look> looks,
    String problem) {
  /** Copies the list. */
  public Survey {
    looks = List.copyOf(looks);
  }

  /** What a file tells of itself, without a look at its pictures. */
  public static Survey of(Path file) {
    try (Demuxer demuxer = Demuxer.open(file)) {
      return of(demuxer, KeyFrames.of(demuxer).seconds(), List.of());
    } catch (MediaException e) {
      return failed(e.getMessage().replace(file + ": ", ""));
    }
  }

  /** The same of an opened file, with what was seen in it. */
  static Survey of(Demuxer file, double seconds, List<Look> looks) {
    AVCodecParameters coded = file.video().codecpar();
    try (AVRational rate = file.video().avg_frame_rate()) {
      return new Survey(
          seconds,
          rate.den() > 0 ? (double) rate.num() / rate.den() : 0,
          coded.width(),
          coded.height(),
          avcodec_get_name(coded.codec_id()).getString(),
          looks,
          null);
    }
  }

  /** The same with other looks. */
  Survey with(List<Look> others) {
    return new Survey(seconds, framesPerSecond, width, height, codec, others, problem);
  }

  /** Of a file that cannot be read. */
  public static Survey failed(String problem) {
    return new Survey(0, 0, 0, 0, "", List.of(), problem);
  }

  /** Whether it can be read. */
  public boolean isReadable() {
    return problem == null;
  }
}
