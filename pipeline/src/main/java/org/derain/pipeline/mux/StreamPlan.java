package org.derain.pipeline.mux;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.derain.pipeline.codec.Container;
import org.derain.pipeline.codec.Dictionary;
import org.derain.pipeline.codec.Ffmpeg;

/** What becomes of one stream of the source in the target. */
enum StreamPlan {
  /** Copied as it is. */
  COPY,
  /** A cover picture that becomes an attachment. */
  ATTACH,
  /** Text subtitles in another codec. */
  CONVERT,
  /** The muxer makes it again from metadata: QuickTime timecodes and chapter titles. */
  REMAKE,
  /** The container cannot hold it. */
  DROP;

  /** What a transport stream says the kind of, each read back as what it was. */
  private static final Set<Integer> OF_BROADCAST =
      Set.of(
          AV_CODEC_ID_MPEG1VIDEO,
          AV_CODEC_ID_MPEG2VIDEO,
          AV_CODEC_ID_MPEG4,
          AV_CODEC_ID_H264,
          AV_CODEC_ID_HEVC,
          AV_CODEC_ID_VVC,
          AV_CODEC_ID_VC1,
          AV_CODEC_ID_CAVS,
          AV_CODEC_ID_DIRAC,
          AV_CODEC_ID_MP2,
          AV_CODEC_ID_MP3,
          AV_CODEC_ID_AAC,
          AV_CODEC_ID_AAC_LATM,
          AV_CODEC_ID_AC3,
          AV_CODEC_ID_EAC3,
          AV_CODEC_ID_DTS,
          AV_CODEC_ID_OPUS,
          AV_CODEC_ID_S302M,
          AV_CODEC_ID_DVB_SUBTITLE,
          AV_CODEC_ID_DVB_TELETEXT,
          AV_CODEC_ID_HDMV_PGS_SUBTITLE,
          AV_CODEC_ID_SMPTE_KLV,
          AV_CODEC_ID_TIMED_ID3,
          AV_CODEC_ID_BIN_DATA);

  /** What only the marks of a Blu-ray disc say the kind of. */
  private static final Set<Integer> OF_DISCS = Set.of(AV_CODEC_ID_PCM_BLURAY, AV_CODEC_ID_TRUEHD);

  /** Sound that these marks say the kind of. */
  private static final Set<Integer> SOUND_OF_DISCS =
      Set.of(
          AV_CODEC_ID_PCM_BLURAY,
          AV_CODEC_ID_TRUEHD,
          AV_CODEC_ID_AC3,
          AV_CODEC_ID_EAC3,
          AV_CODEC_ID_DTS);

  private static final int TIMECODE = tagOf('t', 'm', 'c', 'd');
  private static final int CHAPTERS = tagOf('t', 'e', 'x', 't');

  /** Decides by asking the container's muxer to take the stream. */
  static StreamPlan of(AVStream stream, Container container) {
    int type = stream.codecpar().codec_type();
    if (type == AVMEDIA_TYPE_DATA && stream.codecpar().codec_tag() == TIMECODE) {
      return container.isMov() ? REMAKE : DROP;
    }
    // The demuxer leaves tracks of chapter titles and pictures out: it has read them as chapters.
    boolean chapters = stream.codecpar().codec_tag() == CHAPTERS || Ffmpeg.isPicture(stream);
    if (stream.discard() == AVDISCARD_ALL && chapters) {
      return REMAKE;
    }
    boolean cover = type == AVMEDIA_TYPE_VIDEO && Ffmpeg.isPicture(stream);
    if (cover && container.attachesPictures()) {
      return ATTACH;
    }
    if (cover && container == Container.MOV) {
      return DROP;
    }
    if (accepts(container, stream)) {
      return COPY;
    }
    boolean text = type == AVMEDIA_TYPE_SUBTITLE && SubtitleConverter.canConvert(stream);
    return text && container.textCodec() != AV_CODEC_ID_NONE ? CONVERT : DROP;
  }

  private static int tagOf(char a, char b, char c, char d) {
    return a | b << 8 | c << 16 | d << 24;
  }

  /** Copies a stream's properties into a new stream of the target. */
  static void copy(AVStream from, AVStream to, AVFormatContext target) {
    Ffmpeg.check(avcodec_parameters_copy(to.codecpar(), from.codecpar()), "copying a stream");
    to.codecpar().codec_tag(tag(from.codecpar(), target));
    to.time_base(from.time_base());
    to.avg_frame_rate(from.avg_frame_rate());
    to.r_frame_rate(from.r_frame_rate());
    to.sample_aspect_ratio(from.sample_aspect_ratio());
    to.disposition(from.disposition());
    to.metadata(Dictionary.of(Tags.ofStream(Dictionary.read(from.metadata()))));
  }

  /** The source's tag where the target's container knows it for this codec, else its own choice. */
  private static int tag(AVCodecParameters coded, AVFormatContext target) {
    int tag = coded.codec_tag();
    if (target.oformat().codec_tag() == null || target.oformat().codec_tag().isNull()) {
      return tag;
    }
    int known = av_codec_get_id(target.oformat().codec_tag(), tag);
    return known == coded.codec_id() ? tag : 0;
  }

  /** Turns a cover picture into an attachment stream. */
  static void attach(AVStream from, AVStream to) {
    boolean jpeg = from.codecpar().codec_id() == AV_CODEC_ID_MJPEG;
    AVCodecParameters coded = to.codecpar();
    coded.codec_type(AVMEDIA_TYPE_ATTACHMENT).codec_id(from.codecpar().codec_id());
    int size = from.attached_pic().size();
    BytePointer bytes = new BytePointer(av_mallocz(size + 64L));
    Pointer.memcpy(bytes, from.attached_pic().data(), size);
    coded.extradata(bytes).extradata_size(size);
    Map<String, String> tags = new HashMap<>(Dictionary.read(from.metadata()));
    tags.putIfAbsent("filename", jpeg ? "cover.jpg" : "cover.png");
    tags.putIfAbsent("mimetype", jpeg ? "image/jpeg" : "image/png");
    to.metadata(Dictionary.of(tags));
  }

  /** Whether the muxer writes a header with this stream alone. */
  private static boolean accepts(Container container, AVStream stream) {
    AVFormatContext trial = new AVFormatContext(null);
    Ffmpeg.check(
        avformat_alloc_output_context2(trial, null, container.format(), null),
        "no muxer " + container.format());
    AVIOContext memory = new AVIOContext(null);
    try {
      int type = stream.codecpar().codec_type();
      int query = avformat_query_codec(trial.oformat(), stream.codecpar().codec_id(), 0);
      boolean listed = type == AVMEDIA_TYPE_AUDIO || type == AVMEDIA_TYPE_VIDEO;
      if (container.isTs() && !isForBroadcast(stream, container)) {
        return false;
      }
      if (query == 0 && listed) {
        return false;
      }
      copy(stream, avformat_new_stream(trial, null), trial);
      Ffmpeg.check(avio_open_dyn_buf(memory), "no memory");
      trial.pb(memory);
      return avformat_write_header(trial, (AVDictionary) null) >= 0;
    } finally {
      avformat_free_context(trial);
      if (!memory.isNull()) {
        BytePointer written = new BytePointer((Pointer) null);
        avio_close_dyn_buf(memory, written);
        av_free(written);
      }
    }
  }

  /** Transport streams take anything, but only these are marked so that players find them. */
  private static boolean isForBroadcast(AVStream stream, Container container) {
    int codec = stream.codecpar().codec_id();
    if (container == Container.M2TS && OF_DISCS.contains(codec)) {
      return true;
    }
    return OF_BROADCAST.contains(codec) && !Ffmpeg.isPicture(stream);
  }

  /** Whether a transport stream with these codecs of sound is marked as Blu-ray discs are. */
  static boolean isMarkedAsDisc(Set<Integer> sound) {
    return sound.stream().anyMatch(OF_DISCS::contains) || SOUND_OF_DISCS.containsAll(sound);
  }

  /** Names a stream for the user, for instance {@code stream 3 (hdmv_pgs_subtitle)}. */
  static String name(AVStream stream) {
    if (stream.codecpar().codec_type() == AVMEDIA_TYPE_ATTACHMENT) {
      String file = Dictionary.read(stream.metadata()).getOrDefault("filename", "no name");
      return "attachment " + file;
    }
    if (stream.codecpar().codec_id() == AV_CODEC_ID_NONE) {
      byte[] tag = new byte[4];
      for (int i = 0; i < 4; i++) {
        tag[i] = (byte) (stream.codecpar().codec_tag() >> 8 * i);
      }
      return "stream " + stream.index() + " (" + new String(tag).replaceAll("\\W", "?") + ")";
    }
    String codec = avcodec_get_name(stream.codecpar().codec_id()).getString();
    return "stream " + stream.index() + " (" + codec + ")";
  }
}
