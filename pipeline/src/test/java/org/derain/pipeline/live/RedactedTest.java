package org.derain.pipeline.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that opens a camera is ever shown. */
class RedactedTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "rtsp://cam/stream rtsp://cam/stream",
        "rtsp://cam:8554/a@b rtsp://cam:8554/a@b",
        "rtsp://[fe80::1]:554/x rtsp://[fe80::1]:554/x",
        "rtsp://user:secret@cam:554/x rtsp://user:***@cam:554/x",
        "rtsp://user:se@cr:et@cam/x rtsp://user:***@cam/x",
        "rtsp://user:sec/ret@cam/x rtsp://user:***@cam/x",
        "rtsp://user:sec?ret@cam/x rtsp://user:***@cam/x",
        "rtsp://user:@cam/x rtsp://user:***@cam/x",
        "rtsp://secret@cam/x rtsp://***@cam/x",
        "rtsp://:secret@cam/x rtsp://:***@cam/x",
        "http://cam/v?channel=1&token=secret http://cam/v?channel=1&token=***",
        "http://cam/v?loginpas=secret&subtype=0 http://cam/v?loginpas=***&subtype=0",
        "http://cam/v?secret http://cam/v?***",
        "http://cam/v#secret http://cam/v#***",
        "srt://host:9000?passphrase=secret&latency=20 srt://host:9000?passphrase=***&latency=20",
        "srt://h?streamid=#!::u=admin,s=secret srt://h?streamid=***#***",
        "rtmp://host/live2/secret rtmp://host/live2/***",
        "rtsp:/user:secret@host/s rtsp:/user:***@host/s",
        "rtsp:user:secret@host/s rtsp:user:***@host/s",
        "rtsp:///user:secret@host/s rtsp:///user:***@host/s",
        "RTSP:/user:sec/ret@host/s RTSP:/user:***@host/s",
        "http:user:sec/ret@host/s http:user:***@host/s",
        "rtsp:\\\\user:secret@host rtsp:\\\\user:***@host",
        "rtmp:/host/live/secret rtmp:/host/live/***",
        "srt:host:9000?passphrase=secret srt:host:9000?passphrase=***",
        "user:secret@host/s user:***@host/s",
        "user:sec/ret@host user:***@host",
        "file:a@b.mp4 file:a@b.mp4",
        "hls:web/a@b hls:web/a@b",
        "C:\\a@b.mp4 C:\\a@b.mp4",
        "javacv:ffmpeg:rtsp://user:secret@cam/x javacv:ffmpeg:rtsp://user:***@cam/x",
        "javacv:ffmpeg:rtmp://host/live2/secret javacv:ffmpeg:rtmp://host/live2/***",
        "javacv:ipcamera:http://u:secret@cam/v?a=secret javacv:ipcamera:http://u:***@cam/v?a=***",
        "javacv:opencv:0 javacv:opencv:0",
        "/dev/video0 /dev/video0",
        "clips/a@b:c.mp4 clips/a@b:c.mp4"
      })
  void hidesWhatIsSecretInAnAddress(String url, String shown) {
    String redacted = Redacted.url(url);
    assertFalse(redacted.contains("secret"), redacted);
    assertEquals(shown, redacted);
  }

  @Test
  void hidesWhatIsSecretInAMessage() {
    assertEquals(
        "cannot open 'rtsp://u:***@cam/x': refused; tried http://cam/?pwd=***, too",
        Redacted.text(
            "cannot open 'rtsp://u:secret@cam/x': refused; tried http://cam/?pwd=secret, too"));
    assertEquals("(rtsp://u:***@cam).", Redacted.text("(rtsp://u:a$1\\'b@cam)."));
    assertEquals("no protocol: u:***@h", Redacted.text("no protocol: u:secret@h"));
    assertEquals("one slash: rtsp:/u:***@h/s", Redacted.text("one slash: rtsp:/u:secret@h/s"));
    assertEquals("rtmp:/h/live/***: refused", Redacted.text("rtmp:/h/live/secret: refused"));
    assertEquals(
        "no address at all: line 3: 'a b', 12:30, me@home",
        Redacted.text("no address at all: line 3: 'a b', 12:30, me@home"));
    assertNull(Redacted.text(null));
    assertNull(Redacted.url(null));
  }

  @Test
  void settingsDoNotShowCredentials() {
    String shown =
        CameraSettings.of("a", "rtsp://u:secret@cam", List.of("rtsp://v:secret@out/x")).toString();
    assertEquals("a: rtsp://u:***@cam to [rtsp://v:***@out/x]", shown);
  }
}
