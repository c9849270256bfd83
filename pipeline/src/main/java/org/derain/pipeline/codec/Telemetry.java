package org.derain.pipeline.codec;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_SEI_UNREGISTERED;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_new_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_remove_side_data;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.javacpp.BytePointer;

/**
 * What cameras write into their pictures (SEI messages of user data, unregistered): position,
 * speed, time. Each begins with the 16 bytes that name its kind.
 */
public final class Telemetry {
  private static final int NAME = 16;

  /** The settings that x264 and x265 write of themselves: they describe the old encoding. */
  private static final Set<String> ENCODERS =
      Set.of("dc45e9bde6d948b7962cd820d923eeef", "2ca2de09b51747dbbb55a4fe7fc2fc4e");

  private Telemetry() {}

  /** The messages of a frame, in their order; mostly none. */
  public static List<byte[]> of(AVFrame frame) {
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < frame.nb_side_data(); i++) {
      AVFrameSideData data = frame.side_data(i);
      if (data.type() == AV_FRAME_DATA_SEI_UNREGISTERED && data.size() >= NAME) {
        byte[] message = new byte[(int) data.size()];
        try (BytePointer bytes = data.data()) {
          bytes.get(message);
        }
        if (!ENCODERS.contains(HexFormat.of().formatHex(message, 0, NAME))) {
          messages.add(message);
        }
      }
    }
    return messages;
  }

  /** Gives a frame these messages and no others. */
  static void put(AVFrame frame, List<byte[]> messages) {
    av_frame_remove_side_data(frame, AV_FRAME_DATA_SEI_UNREGISTERED);
    for (byte[] message : messages) {
      AVFrameSideData added =
          av_frame_new_side_data(frame, AV_FRAME_DATA_SEI_UNREGISTERED, message.length);
      try (BytePointer data = added.data()) {
        data.put(message);
      }
    }
  }
}
