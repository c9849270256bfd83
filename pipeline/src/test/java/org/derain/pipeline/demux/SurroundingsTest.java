package org.derain.pipeline.demux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.derain.clips.Clip;
import org.derain.frames.Picture;
import org.derain.pipeline.FrameTime;
import org.derain.pipeline.codec.Codec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three recordings of one drive, and the same in one file. */
class SurroundingsTest {
  /** At 10 frames per second; 4 seconds, 2 seconds and 3 seconds. */
  private static final String SCENE = "-f lavfi -i testsrc2=s=96x64:r=10:d=9";

  private static final String LOSSLESS = " -c:v libx264 -preset ultrafast -qp 0 -g 10";

  @TempDir Path folder;
  private Path whole;
  private Path before;
  private Path file;
  private Path after;

  @BeforeEach
  void record() throws Exception {
    whole = Clip.make(folder.resolve("whole.mp4"), SCENE + LOSSLESS);
    before = part("before.mp4", 0, 40);
    file = part("file.mp4", 40, 60);
    after = part("after.mp4", 60, 90);
  }

  private Path part(String name, int from, int to) throws Exception {
    String trim = " -vf trim=start_frame=" + from + ":end_frame=" + to + ",setpts=PTS-STARTPTS";
    return Clip.make(folder.resolve(name), SCENE + trim + LOSSLESS);
  }

  /** What a window may see: a checksum of each frame, with "context" where it is not cleaned. */
  private static List<String> frames(MediaSource opened, long skip) {
    List<String> frames = new ArrayList<>();
    FrameTime time = new FrameTime();
    long last = Long.MIN_VALUE;
    try (MediaSource source = opened;
        Picture picture = new Picture(source.format())) {
      source.skip(skip);
      while (source.next(picture, time)) {
        CRC32 sum = new CRC32();
        sum.update(picture.luma());
        frames.add(Long.toHexString(sum.getValue()) + (time.context ? " context" : ""));
        assertTrue(time.pts > last, "times go on");
        last = time.pts;
      }
    }
    return frames;
  }

  private static MediaSource open(Path file, Surroundings around, Cut cut) {
    return MediaSource.open(file, around, cut, Codec.H264, 1, note -> {});
  }

  @Test
  void windowsSeeTheRecordingsAroundAsIfAllWereOneFile() {
    Surroundings around = new Surroundings(before, after);
    List<String> joined = frames(open(file, around, Cut.ALL), 0);
    assertEquals(frames(open(whole, Surroundings.NONE, new Cut(4, 2)), 0), joined);
    assertEquals(20, joined.stream().filter(one -> !one.endsWith("context")).count());
    assertEquals(20 + 2 * MediaSource.CONTEXT, joined.size());
    // A stretch inside, near both ends, and one of which a killed run did a part.
    assertEquals(
        frames(open(whole, Surroundings.NONE, new Cut(4.5, 1)), 0),
        frames(open(file, around, new Cut(0.5, 1)), 0));
    assertEquals(
        frames(open(whole, Surroundings.NONE, new Cut(4, 2)), 3),
        frames(open(file, around, Cut.ALL), 3));
  }

  @Test
  void aNeighbourThatIsNoUseChangesNothing() throws Exception {
    List<String> alone = frames(open(file, Surroundings.NONE, Cut.ALL), 0);
    Path torn = Files.write(folder.resolve("torn.mp4"), new byte[100]);
    Path small =
        Clip.make(folder.resolve("small.mp4"), "-f lavfi -i testsrc2=s=64x32:r=10:d=1" + LOSSLESS);
    List<String> notes = new ArrayList<>();
    MediaSource source =
        MediaSource.open(file, new Surroundings(torn, small), Cut.ALL, Codec.H264, 1, notes::add);
    assertEquals(alone, frames(source, 0));
    assertEquals(1, notes.size(), notes.toString());
    assertTrue(notes.get(0).contains("torn.mp4"), notes.get(0));
  }
}
