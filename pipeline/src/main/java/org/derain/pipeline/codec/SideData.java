package org.derain.pipeline.codec;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** What a stream says about its pictures beside the codec's parameters: rotation, HDR, layout. */
public final class SideData {
  private SideData() {}

  /**
   * Gives a stream an entry; one of the same kind that is there already is replaced.
   *
   * @param type FFmpeg's AV_PKT_DATA
   * @param size in bytes
   */
  public static void put(AVCodecParameters into, int type, Pointer data, long size) {
    try (IntPointer count = new IntPointer(1);
        PointerPointer<Pointer> lists = new PointerPointer<>(1)) {
      count.put(into.nb_coded_side_data());
      lists.put(into.coded_side_data());
      AVPacketSideData added = av_packet_side_data_new(lists, count, type, size, 0);
      Ffmpeg.check(added == null || added.isNull() ? -1 : 0, "no memory");
      Pointer.memcpy(added.data(), data, size);
      into.coded_side_data(new AVPacketSideData(lists.get()));
      into.nb_coded_side_data(count.get());
    }
  }
}
