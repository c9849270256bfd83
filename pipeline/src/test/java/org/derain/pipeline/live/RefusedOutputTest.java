package org.derain.pipeline.live;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.derain.frames.FrameFormat;
import org.derain.frames.Orientation;
import org.derain.frames.Rational;
import org.derain.pipeline.codec.Colours;
import org.derain.pipeline.codec.VideoTraits;
import org.derain.pipeline.live.output.Output;
import org.derain.pipeline.live.packet.QueuedPacket;
import org.derain.pipeline.live.packet.Streams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What FFmpeg refuses to write, and will refuse each time. */
@Timeout(60)
class RefusedOutputTest {
  @TempDir Path folder;
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private long time;

  private static Streams streams(int video, AVCodecParameters sound) {
    VideoTraits traits =
        new VideoTraits(
            64,
            48,
            Orientation.UPRIGHT,
            new FrameFormat(64, 48, 8),
            new Rational(25, 1),
            new Rational(1, 1_000_000),
            new Rational(0, 1),
            new Colours(0, 2, 2, 2, 0, java.util.Map.of()));
    Streams streams = new Streams(traits, sound);
    streams.video().codec_type(AVMEDIA_TYPE_VIDEO).codec_id(video).width(64).height(48);
    return streams;
  }

  private QueuedPacket packet(Streams streams, boolean video) {
    AVPacket packet = av_packet_alloc();
    av_new_packet(packet, 64);
    packet.pts(time).dts(time).duration(40_000).flags(AV_PKT_FLAG_KEY);
    time += 20_000;
    return new QueuedPacket(packet, video, 0, streams);
  }

  private Output output(String name) {
    return new Output(
        OutputAddress.of(folder.resolve(name).toString()),
        "cam",
        null,
        Timeouts.USUAL,
        () -> {},
        notes::add);
  }

  @Test
  void itIsGivenUpAndLeavesNothing() throws Exception {
    try (Streams streams = streams(AV_CODEC_ID_VP8, null)) {
      Output output = output("out.mp4");
      Rig.await(
          "the end of the tries",
          30,
          () -> {
            output.put(packet(streams, true));
            String error = output.status().error();
            return error != null && error.endsWith("given up");
          });
      output.finish();
      output.join(Duration.ofSeconds(5));
      assertEquals(0, output.status().packets());
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
    assertEquals(2, notes.size(), "told once, and that it is given up: " + notes);
  }

  @Test
  void soundThatIsRefusedLeavesThePicturesAlone() throws Exception {
    AVCodecParameters sound = avcodec_parameters_alloc();
    sound.codec_type(AVMEDIA_TYPE_AUDIO).codec_id(AV_CODEC_ID_AAC).sample_rate(48_000);
    av_channel_layout_default(sound.ch_layout(), 1);
    try (Streams streams = streams(AV_CODEC_ID_MJPEG, sound)) {
      Output output = output("out.mp4");
      for (int i = 0; i < 30; i++) {
        output.put(packet(streams, true));
        output.put(packet(streams, false));
      }
      output.finish();
      output.join(Duration.ofSeconds(20));
      OutputStatus status = output.status();
      assertEquals(0, status.reconnects(), status + " " + notes);
      assertTrue(status.packets() >= 30, status.toString());
    }
    avcodec_parameters_free(sound);
    assertEquals(30, Clips.times(folder.resolve("out.mp4"), "v:0").size());
  }
}
