package org.derain.pipeline.cut;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/**
 * How the video of a source is packed, and its parameter sets.
 *
 * @param hevc H.265 rather than H.264
 * @param lengths units stand behind their lengths, and the parameter sets apart from the packets,
 *     as in mp4 and mov
 * @param sets the parameter sets that stand apart
 * @param extradata as the container holds them
 */
record PackedForm(boolean hevc, boolean lengths, List<byte[]> sets, byte[] extradata) {
  private static final int AVC_HEAD = 5;
  private static final int HEVC_HEAD = 22;

  /** Of a stream. */
  static PackedForm of(AVCodecParameters stream) {
    boolean hevc = stream.codec_id() == AV_CODEC_ID_HEVC;
    if (!hevc && stream.codec_id() != AV_CODEC_ID_H264) {
      throw new UncuttableException("only h264 and hevc are cut");
    }
    byte[] extradata = new byte[stream.extradata_size()];
    if (extradata.length == 0) {
      throw new UncuttableException("its video has no parameter sets");
    }
    stream.extradata().get(extradata);
    boolean lengths = extradata[0] == 1;
    if (!lengths) {
      return new PackedForm(hevc, false, NalUnits.behindStartCodes(extradata), extradata);
    }
    int head = hevc ? HEVC_HEAD : AVC_HEAD;
    if (extradata.length <= head || (extradata[head - 1] & 3) != 3) {
      throw new UncuttableException("its packets have lengths of an unusual size");
    }
    try {
      ByteBuffer rest = ByteBuffer.wrap(extradata, head, extradata.length - head);
      List<byte[]> sets = new ArrayList<>();
      if (hevc) {
        for (int arrays = rest.get(); arrays > 0; arrays--) {
          rest.get();
          take(rest, rest.getShort(), sets);
        }
      } else {
        take(rest, rest.get() & 31, sets);
        take(rest, rest.get(), sets);
      }
      return new PackedForm(hevc, true, sets, extradata);
    } catch (java.nio.BufferUnderflowException e) {
      throw new UncuttableException("the parameter sets of its video are damaged");
    }
  }

  private static void take(ByteBuffer from, int count, List<byte[]> into) {
    for (int i = 0; i < count; i++) {
      byte[] unit = new byte[from.getShort() & 0xffff];
      from.get(unit);
      into.add(unit);
    }
  }

  /** The units of a packet. */
  List<byte[]> units(byte[] packet) {
    return lengths ? NalUnits.behindLengths(packet) : NalUnits.behindStartCodes(packet);
  }

  /** Puts units into a packet. */
  byte[] packet(List<byte[]> units) {
    return NalUnits.join(units, lengths);
  }

  /** The type of a unit (ITU-T H.264, table 7-1; H.265, table 7-1). */
  int type(byte[] unit) {
    return hevc ? unit[0] >> 1 & 63 : unit[0] & 31;
  }

  /** Whether decoding can begin at a picture without anything before it (IDR). */
  boolean isEntry(List<byte[]> units) {
    return units.stream().anyMatch(unit -> hevc ? isIdr265(type(unit)) : type(unit) == 5);
  }

  private static boolean isIdr265(int type) {
    return type == 19 || type == 20;
  }

  /** Whether a unit is a parameter set of a sequence. */
  boolean isSequence(byte[] unit) {
    return type(unit) == (hevc ? 33 : 7);
  }

  /** Whether a unit is any parameter set. */
  boolean isSet(byte[] unit) {
    int type = type(unit);
    return hevc ? type >= 32 && type <= 34 : type == 7 || type == 8;
  }

  /** Whether a unit begins a packet: nothing stands before it (access unit delimiter). */
  boolean isDelimiter(byte[] unit) {
    return type(unit) == (hevc ? 35 : 9);
  }

  /** A number that none of the parameter sets of H.264 has. */
  int freeNumber() {
    int most = 0;
    for (byte[] unit : sets) {
      if (type(unit) == 7) {
        most = Math.max(most, new BitReader(unit, 4).number());
      } else if (type(unit) == 8) {
        most = Math.max(most, new BitReader(unit, 1).number());
      }
    }
    // Sequences are numbered from 0 to 31 (ITU-T H.264, 7.4.2.1.1).
    if (most >= 31) {
      throw new UncuttableException("all numbers of parameter sets are taken in its video");
    }
    return most + 1;
  }
}
