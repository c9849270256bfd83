package org.derain.pipeline.codec;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_A53_CC;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_new_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_remove_side_data;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.BytePointer;

/** Closed captions (CEA-608/708 by ATSC A/53), which travel inside the pictures of a video. */
public final class Captions {
  private Captions() {}

  /** The captions of a frame; null when it has none. */
  public static byte[] of(AVFrame frame) {
    AVFrameSideData found = av_frame_get_side_data(frame, AV_FRAME_DATA_A53_CC);
    if (found == null || found.isNull()) {
      return null;
    }
    byte[] bytes = new byte[(int) found.size()];
    try (BytePointer data = found.data()) {
      data.get(bytes);
    }
    return bytes;
  }

  /** Gives a frame these captions, or with null none. */
  public static void put(AVFrame frame, byte[] captions) {
    av_frame_remove_side_data(frame, AV_FRAME_DATA_A53_CC);
    if (captions == null) {
      return;
    }
    AVFrameSideData added = av_frame_new_side_data(frame, AV_FRAME_DATA_A53_CC, captions.length);
    try (BytePointer data = added.data()) {
      data.put(captions);
    }
  }
}
