package org.derain.pipeline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.ffmpeg.global.avcodec;
import org.derain.frames.MediaException;
import org.derain.pipeline.codec.Codec;
import org.junit.jupiter.api.Test;

class AddressTest {
  private static SourceAddress source(String text) {
    return SourceAddress.of(text, Timeouts.USUAL);
  }

  @Test
  void sources() {
    assertEquals(SourceAddress.Kind.RTSP, source("rtsp://cam/1").kind());
    assertEquals(SourceAddress.Kind.RTSP, source("RTSPS://cam/1").kind());
    assertEquals(SourceAddress.Kind.NETWORK, source("http://cam/video.mjpg").kind());
    assertEquals(SourceAddress.Kind.NETWORK, source("srt://host:9000?mode=caller").kind());
    assertEquals(SourceAddress.Kind.FILE, source("clip.mp4").kind());
    assertEquals("file:a:b.mp4", source("file:a:b.mp4").url());
    assertEquals("file:/rec/clip.mp4", source("/rec/clip.mp4").url());
    assertFalse(source("clip.mp4").live());
  }

  @Test
  void transportIsTriedOrAskedFor() {
    assertEquals("prefer_tcp", source("rtsp://cam/1").options().get("rtsp_flags"));
    SourceAddress udp = source("rtsp://me:pw@cam/1?rtsp_transport=udp");
    assertEquals("udp", udp.options().get("rtsp_transport"));
    assertEquals("rtsp://me:pw@cam/1", udp.url());
    assertEquals(
        "rtsp://cam/1?channel=2&sub=1",
        source("rtsp://cam/1?channel=2&rtsp_transport=tcp&sub=1").url());
    assertEquals("rtsp://cam/1?sub=1", source("rtsp://cam/1?rtsp_transport=tcp&sub=1").url());
  }

  @Test
  void networkSourcesNeverReadFiles() {
    String allowed = source("http://cam/list.m3u8").options().get("protocol_whitelist");
    assertFalse(java.util.List.of(allowed.split(",")).contains("file"), allowed);
    assertEquals("file", source("list.m3u8").options().get("protocol_whitelist"));
  }

  @Test
  void outputs() {
    assertEquals("rtsp", OutputAddress.of("rtsp://me:pw@host/out").format());
    assertEquals("flv", OutputAddress.of("rtmp://host/live/key").format());
    assertEquals("mpegts", OutputAddress.of("srt://host:9000").format());
    assertEquals("matroska", OutputAddress.of("out/clean.MKV").format());
    assertEquals("mp4", OutputAddress.of("file:a.mp4").format());
    assertEquals(OutputAddress.Kind.HLS, OutputAddress.of("web/cam.m3u8").kind());
    assertTrue(OutputAddress.of("hls:web").url().endsWith("index.m3u8"));
    assertEquals("mp4", OutputAddress.of("C:\\rec\\clean.mp4").format());
  }

  @Test
  void outputsThatCannotWorkSayWhyAndHideCredentials() {
    String scheme =
        assertThrows(MediaException.class, () -> OutputAddress.of("gopher://me:pw@host/a"))
            .getMessage();
    assertFalse(scheme.contains("pw"), scheme);
    assertThrows(MediaException.class, () -> OutputAddress.of("clean.avi"));
    assertThrows(MediaException.class, () -> OutputAddress.of("folder.mkv/clean"));
    String codec = OutputAddress.of("rtsp://me:pw@host/out").problem(Codec.FFV1).orElseThrow();
    assertNotNull(codec);
    assertFalse(codec.contains("pw"), codec);
    assertTrue(OutputAddress.of("clean.mkv").problem(Codec.FFV1).isEmpty());
  }

  @Test
  void soundThatAContainerCannotHoldStaysBehind() {
    assertTrue(OutputAddress.of("a.mkv").takesSound(avcodec.AV_CODEC_ID_PCM_MULAW));
    assertFalse(OutputAddress.of("a.mp4").takesSound(avcodec.AV_CODEC_ID_PCM_MULAW));
    assertTrue(OutputAddress.of("rtsp://h/a").takesSound(avcodec.AV_CODEC_ID_PCM_MULAW));
    assertTrue(OutputAddress.of("a.mp4").takesSound(avcodec.AV_CODEC_ID_AAC));
  }
}
