package org.derain.pipeline.live.input;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.derain.pipeline.codec.Ffmpeg;

/**
 * AAC as transport streams carry it (ADTS): its configuration stands in front of every packet, and
 * not in the description of the stream, where MP4 and RTSP want it. Moves it there.
 */
final class AdtsSound implements AutoCloseable {
  private final AVBSFContext filter = new AVBSFContext(null);
  private final AVCodecParameters parameters = avcodec_parameters_alloc();

  /** For a stream that {@link #isNeeded} is true for. */
  AdtsSound(AVStream stream) {
    Ffmpeg.check(
        av_bsf_alloc(av_bsf_get_by_name("aac_adtstoasc"), filter), "reading the sound (AAC)");
    avcodec_parameters_copy(filter.par_in(), stream.codecpar());
    filter.time_base_in(stream.time_base());
    Ffmpeg.check(av_bsf_init(filter), "reading the sound (AAC)");
    avcodec_parameters_copy(parameters, stream.codecpar());
  }

  /** Whether a stream is AAC that does not say how it is configured. */
  static boolean isNeeded(AVCodecParameters stream) {
    return stream.codec_id() == AV_CODEC_ID_AAC && stream.extradata_size() == 0;
  }

  /** Turns a packet into plain AAC; false for what is damaged, of which nothing is left then. */
  boolean take(AVPacket packet) {
    boolean plain =
        isAdts(packet)
            && av_bsf_send_packet(filter, packet) >= 0
            && av_bsf_receive_packet(filter, packet) >= 0;
    if (!plain) {
      av_packet_unref(packet);
      return false;
    }
    if (parameters.extradata_size() == 0) {
      configure(packet);
    }
    av_packet_free_side_data(packet);
    return true;
  }

  private static boolean isAdts(AVPacket packet) {
    return packet.size() > 7
        && packet.data().get(0) == (byte) 0xff
        && (packet.data().get(1) & 0xf6) == 0xf0;
  }

  private void configure(AVPacket packet) {
    try (SizeTPointer size = new SizeTPointer(1)) {
      BytePointer made = av_packet_get_side_data(packet, AV_PKT_DATA_NEW_EXTRADATA, size);
      if (made != null && !made.isNull()) {
        Pointer own = av_mallocz(size.get() + AV_INPUT_BUFFER_PADDING_SIZE);
        Pointer.memcpy(own, made, size.get());
        parameters.extradata(new BytePointer(own)).extradata_size((int) size.get());
      }
    }
  }

  /** Whether a packet has told how it is configured. */
  boolean isConfigured() {
    return parameters.extradata_size() > 0;
  }

  /** With the configuration, once {@link #isConfigured}; they belong to this. */
  AVCodecParameters parameters() {
    return parameters;
  }

  @Override
  public void close() {
    av_bsf_free(filter);
    avcodec_parameters_free(parameters);
  }
}
