package org.derain.pipeline.mux;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.derain.frames.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What survives a kill: exactly the complete pieces, wherever the log is torn. */
class PacketLogTest {
  /** Two frames shown between their references: decoding order I P B b, in groups of four. */
  private static final int[] ORDER = {0, 3, 1, 2};

  private static final int GROUP = 4;

  @TempDir Path temp;

  private Path log(int packets, boolean complete) {
    Path file = temp.resolve("log");
    AVPacket packet = av_packet_alloc();
    try (PacketLog log = new PacketLog(file, 0)) {
      for (int i = 0; i < packets; i++) {
        av_new_packet(packet, 10 + i);
        packet.data().capacity(packet.size()).fill(i);
        packet.flags(i % GROUP == 0 ? AV_PKT_FLAG_KEY : 0);
        log.append(packet, time(i), 7);
        if (i % GROUP == GROUP - 1) {
          log.endPiece();
        }
        org.bytedeco.ffmpeg.global.avcodec.av_packet_unref(packet);
      }
      if (complete) {
        log.end();
      }
    } finally {
      av_packet_free(packet);
    }
    return file;
  }

  private static long time(int packet) {
    return 1000 + 40L * (packet / GROUP * GROUP + ORDER[packet % GROUP]);
  }

  @Test
  void everyTornEndLeavesThePiecesBeforeIt() throws Exception {
    byte[] whole = Files.readAllBytes(log(12, false));
    Path torn = temp.resolve("torn");
    int[] ends = new int[4];
    for (int i = 0; i < 12; i++) {
      ends[i / GROUP + 1] += PacketLog.HEAD + 10 + i;
    }
    for (int piece = 1; piece <= 3; piece++) {
      ends[piece] += ends[piece - 1] + PacketLog.HEAD;
    }
    for (int length = 0; length <= whole.length; length++) {
      Files.write(torn, Arrays.copyOf(whole, length));
      int pieces = 0;
      while (pieces < 3 && ends[pieces + 1] <= length) {
        pieces++;
      }
      PacketIndex index = PacketIndex.of(torn);
      assertEquals(pieces * GROUP, index.safeFrames(), "cut at " + length);
      assertEquals(ends[pieces], index.safeBytes());
      assertFalse(index.isComplete());
    }
  }

  @Test
  void aDamagedByteEndsTrustThere() throws Exception {
    byte[] whole = Files.readAllBytes(log(12, true));
    whole[whole.length / 2] ^= 1;
    PacketIndex index = PacketIndex.of(Files.write(temp.resolve("damaged"), whole));
    assertEquals(4, index.safeFrames());
    assertFalse(index.isComplete());
  }

  @Test
  void aCompleteLogIsReadBackWithDecodingTimes() {
    Path file = log(12, true);
    PacketIndex index = PacketIndex.of(file);
    assertTrue(index.isComplete());
    assertEquals(12, index.safeFrames());
    AVPacket packet = av_packet_alloc();
    try (PacketReader reader = new PacketReader(file)) {
      long last = Long.MIN_VALUE;
      for (int i = 0; i < 12; i++) {
        reader.read(packet);
        assertEquals(time(i), packet.pts());
        assertEquals(7, packet.duration());
        assertEquals(10 + i, packet.size());
        assertEquals(i, packet.data().get(3));
        assertTrue(packet.dts() > last && packet.dts() <= packet.pts(), "packet " + i);
        last = packet.dts();
        org.bytedeco.ffmpeg.global.avcodec.av_packet_unref(packet);
      }
      assertEquals(Long.MAX_VALUE, reader.peek());
    } finally {
      av_packet_free(packet);
    }
  }

  @Test
  void anIncompleteLogIsNotJoined() {
    Path file = log(5, false);
    assertThrows(MediaException.class, () -> new PacketReader(file));
  }

  @Test
  void aLogThatIsNotThereIsEmpty() {
    assertEquals(0, PacketIndex.of(temp.resolve("none")).safeFrames());
  }
}
