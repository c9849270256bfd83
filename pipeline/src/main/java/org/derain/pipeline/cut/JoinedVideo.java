package org.derain.pipeline.cut;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.javacpp.BytePointer;
import org.derain.pipeline.codec.Codec;
import org.derain.pipeline.codec.Ffmpeg;
import org.derain.pipeline.mux.VideoDescription;

/**
 * The video of a source with stretches in it that another encoder made.
 *
 * <p>H.264: the encoder's parameter sets have a number of their own, and stand beside those of the
 * source; no packet of the source changes. H.265: its numbers cannot be chosen, so each stretch
 * brings its parameter sets in its packets, and the first picture behind it gets those of the
 * source put before it, unless it brings them itself.
 */
final class JoinedVideo implements VideoDescription {
  /** Profiles from here on tell chroma and depth in the header (ISO/IEC 14496-15, 5.3.3.1). */
  private static final int HIGH = 100;

  private static final int HEV1 = 'h' | 'e' << 8 | 'v' << 16 | '1' << 24;
  private static final int PADDING = 64;

  private final AVCodecParameters source;
  private final PackedForm form;
  private final List<byte[]> encoded = new ArrayList<>();

  /** Of a stream of the source, which stays open as long as this is used. */
  JoinedVideo(AVCodecParameters source, PackedForm form) {
    this.source = source;
    this.form = form;
  }

  /** Takes the parameter sets that an encoder keeps apart from its packets. */
  void encoder(AVCodecParameters encoder) {
    byte[] extradata = new byte[encoder.extradata_size()];
    if (extradata.length > 0) {
      encoder.extradata().get(extradata);
    }
    for (byte[] unit : NalUnits.behindStartCodes(extradata)) {
      if (form.isSet(unit)
          && encoded.stream().noneMatch(one -> java.util.Arrays.equals(one, unit))) {
        encoded.add(unit);
      }
    }
  }

  /** A packet of an encoder in the form of the source. */
  byte[] stretch(byte[] packet) {
    return form.lengths() ? form.packet(NalUnits.behindStartCodes(packet)) : packet;
  }

  /** The first packet of the source behind a stretch. */
  byte[] behind(byte[] packet) {
    List<byte[]> units = form.units(packet);
    if (!form.hevc() || units.stream().anyMatch(form::isSequence)) {
      return packet;
    }
    List<byte[]> all = new ArrayList<>(units);
    int place = !units.isEmpty() && form.isDelimiter(units.get(0)) ? 1 : 0;
    all.addAll(place, form.sets().stream().filter(form::isSet).toList());
    return form.packet(all);
  }

  @Override
  public Codec codec() {
    return form.hevc() ? Codec.HEVC : Codec.H264;
  }

  @Override
  public void describe(AVCodecParameters into) {
    Ffmpeg.check(avcodec_parameters_copy(into, source), "describing the video");
    if (form.lengths() && !form.hevc()) {
      byte[] both = avcc();
      av_free(into.extradata());
      BytePointer bytes = new BytePointer(av_mallocz(both.length + (long) PADDING));
      bytes.put(both, 0, both.length);
      into.extradata(bytes).extradata_size(both.length);
    }
  }

  @Override
  public int tag() {
    return form.lengths() && form.hevc() ? HEV1 : 0;
  }

  /** The decoder configuration record with the sets of both (ISO/IEC 14496-15, 5.3.3.1). */
  private byte[] avcc() {
    List<byte[]> sequences = new ArrayList<>();
    List<byte[]> pictures = new ArrayList<>();
    List<byte[]> all = new ArrayList<>(form.sets());
    all.addAll(encoded);
    all.forEach(unit -> (form.isSequence(unit) ? sequences : pictures).add(unit));
    int profile = 0;
    int constraints = 255;
    int level = 0;
    for (byte[] unit : sequences) {
      profile = Math.max(profile, unit[1] & 255);
      constraints &= unit[2];
      level = Math.max(level, unit[3] & 255);
    }
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.writeBytes(
        new byte[] {1, (byte) profile, (byte) constraints, (byte) level, (byte) 0xff});
    record.write(0xe0 | sequences.size());
    sequences.forEach(unit -> write(record, unit));
    record.write(pictures.size());
    pictures.forEach(unit -> write(record, unit));
    if (profile >= HIGH) {
      int depth = source.bits_per_raw_sample() > 8 ? source.bits_per_raw_sample() - 8 : 0;
      record.writeBytes(
          new byte[] {(byte) (0xfc | 1), (byte) (0xf8 | depth), (byte) (0xf8 | depth), 0});
    }
    return record.toByteArray();
  }

  private static void write(ByteArrayOutputStream record, byte[] unit) {
    record.write(unit.length >> 8);
    record.write(unit.length);
    record.writeBytes(unit);
  }
}
