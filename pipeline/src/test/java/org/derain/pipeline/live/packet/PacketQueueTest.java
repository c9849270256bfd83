package org.derain.pipeline.live.packet;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.derain.pipeline.codec.Ffmpeg;
import org.junit.jupiter.api.Test;

class PacketQueueTest {
  private final PacketQueue queue = new PacketQueue(10, 10_000);

  private int put(boolean video, boolean key, int size, long number) {
    Ffmpeg.load();
    AVPacket packet = av_packet_alloc();
    av_new_packet(packet, size);
    packet.flags(key ? AV_PKT_FLAG_KEY : 0);
    return queue.put(new QueuedPacket(packet, video, number, null));
  }

  private long take() throws InterruptedException {
    try (QueuedPacket queued = queue.take(0)) {
      return queued == null ? -1 : queued.captured();
    }
  }

  @Test
  void beginsWithAKeyFrame() throws Exception {
    assertEquals(1, put(true, false, 10, 0));
    assertEquals(0, put(false, false, 10, 1));
    assertEquals(0, put(true, true, 10, 2));
    assertEquals(0, put(false, false, 10, 3));
    assertEquals(2, take());
    assertEquals(3, take());
    assertEquals(-1, take());
  }

  @Test
  void anOverflowGoesOnWithTheNextKeyFrame() throws Exception {
    put(true, true, 10, 0);
    for (int i = 1; i < 10; i++) {
      assertEquals(0, put(true, false, 10, i));
    }
    assertEquals(11, put(true, false, 10, 10));
    assertEquals(1, put(true, false, 10, 11));
    assertEquals(-1, take());
    put(true, true, 10, 12);
    put(true, false, 10, 13);
    assertEquals(12, take());
    assertEquals(13, take());
    assertEquals(12, queue.lost());
  }

  @Test
  void bytesCount() {
    put(true, true, 9000, 0);
    put(true, false, 2000, 1);
    assertEquals(3, put(true, false, 10, 2));
  }

  @Test
  void atTheEndTheRestCanBeTaken() throws Exception {
    put(true, true, 10, 0);
    put(true, false, 10, 1);
    queue.end();
    put(true, false, 10, 2);
    assertEquals(0, take());
    assertEquals(1, take());
    assertNull(queue.take(10_000));
    assertTrue(queue.drained());
  }

  @Test
  void aGiverThatWaitsIsLetInWhenThereIsRoom() throws Exception {
    put(true, true, 10, 0);
    for (int i = 1; i < 10; i++) {
      put(true, false, 10, i);
    }
    Thread giver =
        new Thread(
            () -> {
              try {
                queue.awaitRoom();
                put(true, false, 10, 10);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    giver.start();
    for (int i = 0; i <= 10; i++) {
      try (QueuedPacket queued = queue.take(5000)) {
        assertEquals(i, queued.captured());
      }
    }
    giver.join();
    assertEquals(0, queue.lost());
  }
}
