package org.derain.javacv;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_UYVY422;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.derain.frames.FrameFormat;
import org.derain.frames.Picture;
import org.junit.jupiter.api.Test;

class ChangeTest {
  /** A pipeline reads the next frame on one thread while another writes the one before. */
  @Test
  void framesAreReadAndWrittenAtTheSameTime() throws Exception {
    FrameFormat format = new FrameFormat(70, 38, 8);
    AtomicBoolean done = new AtomicBoolean();
    try (RawFrames next = new RawFrames(70, 38, AV_PIX_FMT_UYVY422).noise(1);
        RawFrames first = new RawFrames(70, 38, AV_PIX_FMT_UYVY422).noise(2);
        Change change = new Change(next.samples(), format);
        Picture decoded = new Picture(format);
        Picture before = new Picture(format);
        Picture after = new Picture(format)) {
      change.read(first.samples(), before);
      change.read(first.samples(), after);
      byte[] unchanged = RawFrames.packed(first.samples());
      CompletableFuture<Void> reader =
          CompletableFuture.runAsync(
              () -> {
                while (!done.get()) {
                  change.read(next.samples(), decoded);
                }
              });
      try {
        for (int i = 0; i < 2000; i++) {
          change.write(before, after, first.samples());
        }
      } finally {
        done.set(true);
        reader.join();
      }
      assertArrayEquals(unchanged, RawFrames.packed(first.samples()));
    }
  }
}
