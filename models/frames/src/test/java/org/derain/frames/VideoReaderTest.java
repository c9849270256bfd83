package org.derain.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.derain.clips.Clip;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoReaderTest {
  @TempDir Path temp;

  private Path clip(String name, String size) throws Exception {
    return Clip.make(
        temp.resolve(name),
        "-f lavfi -i testsrc2=r=25:s=" + size + " -frames:v 7 -pix_fmt yuv420p");
  }

  private static int decode(Path file) {
    int frames = 0;
    try (VideoReader reader = VideoReader.open(file);
        Picture picture = new Picture(reader.format())) {
      while (reader.read(picture)) {
        frames++;
      }
    }
    return frames;
  }

  @Test
  void countsWhatItWouldDecode() throws Exception {
    Path file = clip("a.mp4", "96x64");
    assertEquals(7, decode(file));
    try (VideoReader reader = VideoReader.open(file)) {
      assertEquals(7, reader.countPackets());
      assertEquals(0, reader.countPackets());
    }
  }

  @Test
  void aSizeThatChangesIsSaid() throws Exception {
    Path both = temp.resolve("both.h264");
    Files.write(both, Files.readAllBytes(clip("a.h264", "96x64")));
    byte[] smaller = Files.readAllBytes(clip("b.h264", "64x48"));
    Files.write(both, smaller, StandardOpenOption.APPEND);
    MediaException said = assertThrows(MediaException.class, () -> decode(both));
    assertTrue(said.getMessage().contains("changes in mid-stream"), said.getMessage());
  }
}
