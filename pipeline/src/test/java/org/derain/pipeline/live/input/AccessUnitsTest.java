package org.derain.pipeline.live.input;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.derain.pipeline.codec.Ffmpeg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessUnitsTest {
  private static final int SLICE = 1;
  private static final int KEY_SLICE = 5;
  private static final int WORDS = 6;
  private static final int PARAMETERS = 7;

  /** A picture that came out: its time, its bytes, when its last piece came. */
  private record Unit(long pts, int size, long captured, boolean key) {}

  private final List<Unit> out = new ArrayList<>();
  private final AccessUnits units =
      new AccessUnits(
          false,
          (unit, captured) -> {
            boolean key = (unit.flags() & AV_PKT_FLAG_KEY) != 0;
            out.add(new Unit(unit.pts(), unit.size(), captured, key));
            unit.pts(-1);
          });
  private long now;

  @AfterEach
  void close() {
    units.close();
  }

  /** A piece that begins with a unit of a type, or goes on with one (0). */
  private void piece(long pts, int type, int size) throws InterruptedException {
    Ffmpeg.load();
    AVPacket packet = av_packet_alloc();
    av_new_packet(packet, size);
    for (int i = 0; i < size; i++) {
      packet.data().put(i, (byte) 0x55);
    }
    if (type != 0) {
      byte[] begin = {0, 0, 0, 1, (byte) type};
      packet.data().put(begin, 0, begin.length);
    }
    packet.pts(pts);
    units.add(packet, ++now);
    av_packet_free(packet);
  }

  /** A key frame of three pieces, or another picture of two. */
  private void picture(long pts, boolean key) throws InterruptedException {
    if (key) {
      piece(pts, PARAMETERS, 20);
      piece(pts, KEY_SLICE, 1005);
      piece(pts, 0, 1000);
    } else {
      piece(pts, SLICE, 1005);
    }
    piece(pts, 0, 300);
  }

  private void learn() throws InterruptedException {
    for (int i = 0; i < 80; i++) {
      picture(i, i % 25 == 0);
    }
  }

  @Test
  void piecesOfOneTimeAreOnePicture() throws Exception {
    picture(0, true);
    picture(1, false);
    picture(2, false);
    units.finish();
    assertEquals(
        List.of(
            new Unit(0, 2325, 4, true), new Unit(1, 1305, 6, false), new Unit(2, 1305, 8, false)),
        out);
  }

  @Test
  void onceTheCameraIsKnownAPictureDoesNotWaitForTheNext() throws Exception {
    learn();
    assertTrue(units.early());
    for (int i = 80; i < 130; i++) {
      picture(i, i % 25 == 0);
      assertEquals(i, out.get(out.size() - 1).pts());
      assertEquals(now, out.get(out.size() - 1).captured());
    }
    assertEquals(130, out.size());
  }

  @Test
  void aLastPieceOfFullSizeWaits() throws Exception {
    learn();
    piece(80, SLICE, 1005);
    piece(80, 0, 1000);
    assertEquals(79, out.get(out.size() - 1).pts());
    picture(81, false);
    assertEquals(new Unit(80, 2005, now - 2, false), out.get(80));
    assertEquals(81, out.get(81).pts());
  }

  @Test
  void wordsBehindAPictureAreNoPicture() throws Exception {
    learn();
    piece(79, WORDS, 30);
    picture(80, false);
    assertEquals(81, out.size());
    assertTrue(units.early());
  }

  @Test
  void parametersOfAnotherTimeGoWithTheNextPicture() throws Exception {
    picture(0, false);
    piece(1, PARAMETERS, 20);
    piece(2, KEY_SLICE, 1005);
    piece(2, 0, 300);
    units.finish();
    assertEquals(List.of(new Unit(0, 1305, 2, false), new Unit(2, 1325, 5, true)), out);
  }

  @Test
  void aCameraThatChangesItsHabitsIsWaitedFor() throws Exception {
    learn();
    for (int i = 80; i < 90; i++) {
      piece(i, SLICE, 500);
      piece(i, SLICE, 500);
    }
    units.finish();
    assertFalse(units.early());
    // One picture came in two parts, all others whole.
    assertEquals(91, out.size());
    assertEquals(1000, out.get(90).size());
  }
}
