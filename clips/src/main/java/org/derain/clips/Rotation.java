package org.derain.clips;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avutil.av_display_matrix_flip;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_set;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.derain.clips.libav.Frames;
import org.derain.clips.libav.Libav;
import org.derain.clips.libav.Options;
import org.derain.clips.libav.Ratio;
import org.derain.clips.libav.Track;

/** How a stream is to be turned and mirrored when it is shown. */
final class Rotation {
  private static final int BYTES = 36;

  private Rotation() {}

  /** Says it of an input's stream where the words do. */
  static void set(AVStream stream, Options options, Track.Place place) {
    String turn = options.text("display_rotation", place);
    boolean across = options.text("display_hflip", place) != null;
    boolean down = options.text("display_vflip", place) != null;
    if (turn == null && !across && !down) {
      return;
    }
    IntPointer matrix = add(stream.codecpar());
    av_display_rotation_set(matrix, turn == null ? 0 : -Double.parseDouble(turn));
    av_display_matrix_flip(matrix, across ? 1 : 0, down ? 1 : 0);
  }

  /** Says of one stream what another one says. */
  static void copy(AVCodecParameters from, AVCodecParameters to) {
    Pointer.memcpy(add(to), matrix(from), BYTES);
  }

  private static IntPointer add(AVCodecParameters about) {
    try (IntPointer count = new IntPointer(1).put(about.nb_coded_side_data())) {
      AVPacketSideData list = about.coded_side_data();
      AVPacketSideData all = list == null ? new AVPacketSideData(null) : list;
      AVPacketSideData added =
          av_packet_side_data_new(all, count, AV_PKT_DATA_DISPLAYMATRIX, BYTES, 0);
      about.coded_side_data(all).nb_coded_side_data(count.get());
      return new IntPointer(added.data());
    }
  }

  /** The display matrix of a stream, or null. */
  static IntPointer matrix(AVCodecParameters about) {
    AVPacketSideData data =
        av_packet_side_data_get(
            about.coded_side_data(), about.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
    return Libav.none(data) ? null : new IntPointer(data.data());
  }

  /** The frames as they are shown, unless the words say otherwise. */
  static Frames undone(Frames frames, AVStream stream, Options options) {
    boolean keep = options.has("noautorotate");
    IntPointer matrix = matrix(stream.codecpar());
    if (keep || matrix == null) {
      return frames;
    }
    Frames plain = new Unturned(frames);
    int turn = Math.floorMod((int) Math.round(-av_display_rotation_get(matrix)), 360);
    boolean mirrored =
        (long) matrix.get(0) * matrix.get(4) - (long) matrix.get(1) * matrix.get(3) < 0;
    String filters =
        switch (turn) {
          case 90 -> mirrored ? "transpose=cclock_flip" : "transpose=clock";
          case 180 -> mirrored ? "vflip" : "hflip,vflip";
          case 270 -> mirrored ? "transpose=clock_flip" : "transpose=cclock";
          default -> mirrored ? "hflip" : "null";
        };
    return new Graph(filters, label -> plain).sinks().get(0);
  }

  /** Frames without their display matrix. */
  private record Unturned(Frames frames) implements Frames {
    @Override
    public boolean read(AVFrame into) {
      boolean more = frames.read(into);
      org.bytedeco.ffmpeg.global.avutil.av_frame_remove_side_data(
          into, org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_DISPLAYMATRIX);
      return more;
    }

    @Override
    public Ratio timeBase() {
      return frames.timeBase();
    }

    @Override
    public Ratio rate() {
      return frames.rate();
    }

    @Override
    public void close() {
      frames.close();
    }
  }
}
