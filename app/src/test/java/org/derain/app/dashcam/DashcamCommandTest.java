package org.derain.app.dashcam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derain.clips.Clip;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the recordings on a card. */
class DashcamCommandTest {
  private static final String X264 = "libx264 -preset ultrafast -sc_threshold 0";
  private static final String NEVER = "lt(t,0)";
  private static final String ALWAYS = "gte(t,0)";
  private static final String INSIDE = "between(t,8,13)";

  @TempDir Path folder;
  private Card card;

  @BeforeEach
  void card() throws Exception {
    card = new Card(folder);
  }

  private void succeeds(Object... options) {
    assertEquals(0, card.run(options), card.derain.err());
  }

  @Test
  void dryRecordingsAreTheSameBytesAndRainyOnesAreCleaned() throws Exception {
    Path dry = card.recording("Movie/20230515141500_000001F.MP4", 6, NEVER, X264);
    Path wet = card.recording("Movie/RO/20230515151500_000002F.MP4", 6, ALWAYS, X264);
    Path torn = card.root.resolve("Movie/20230515161500_000003F.MP4");
    Files.write(torn, java.util.Arrays.copyOf(Files.readAllBytes(dry), 20_000));
    Path beside =
        Files.writeString(
            card.root.resolve("Movie/20230515141500_000001F.gps"),
            "$GPRMC,141501.00,A,5230.6000,N,01324.0000,E,0\n"
                + "$GNRMC,141502.00,A,5230.9000,N,01324.6000,E,0\n");
    Files.setLastModifiedTime(dry, java.nio.file.attribute.FileTime.fromMillis(1_600_000_000_000L));
    Files.setLastModifiedTime(wet, java.nio.file.attribute.FileTime.fromMillis(1_600_000_100_000L));

    succeeds("--verify");
    assertTrue(card.derain.err().contains("3 of 3 results are as they should be"));
    for (Path untouched : List.of(dry, torn, beside)) {
      Path result = card.result.resolve(card.root.relativize(untouched));
      assertArrayEquals(Files.readAllBytes(untouched), Files.readAllBytes(result));
      assertEquals(Files.getLastModifiedTime(untouched), Files.getLastModifiedTime(result));
    }
    Path cleaned = card.result.resolve(card.root.relativize(wet));
    assertEquals(Clip.frameTimes(wet), Clip.frameTimes(cleaned));
    assertNotEquals(Card.packets(wet, "v:0"), Card.packets(cleaned, "v:0"));
    assertEquals(Card.packets(wet, "a:0"), Card.packets(cleaned, "a:0"));
    assertEquals(Files.getLastModifiedTime(wet), Files.getLastModifiedTime(cleaned));
    assertTrue(card.derain.err().contains("recording ended before its index"), card.derain.err());

    List<String> csv = Files.readAllLines(card.result.resolve("report.csv"));
    assertEquals(4, csv.size());
    assertTrue(csv.get(1).contains("000001F.MP4,viofo,front,normal,2023-05-15T14:15,6.00,copy"));
    assertTrue(csv.get(2).contains("RO/20230515151500_000002F.MP4,viofo,front,event"), csv.get(2));
    String page = Files.readString(card.result.resolve("report.html"));
    assertTrue(
        page.contains("1 copied, 0 cut, 1 cleaned whole, 1 kept as they are, 0 failed"), page);
    assertEquals(2, page.split("data:image/jpeg").length - 1);
    // The track runs from the lower left to the upper right: a degree is narrower from west to
    // east.
    assertTrue(page.contains("<polyline points=\"10.0,322.2 390.0,10.0\""), page);
    assertTrue(page.contains("recording ended before its index"));
    // Said once on the terminal where there is no GPU, and no matter of any recording.
    assertFalse(page.contains("running on"), page);
    assertFalse(csv.get(2).contains("running on"), csv.get(2));
  }

  @Test
  void aVerificationFindsWhatIsNotAsItShouldBe() throws Exception {
    card.recording("20230515_141500F.mp4", 4, NEVER, X264);
    succeeds("--verify");
    Path result = card.result.resolve("20230515_141500F.mp4");
    byte[] bytes = Files.readAllBytes(result);
    bytes[bytes.length / 2] ^= 1;
    Files.write(result, bytes);
    assertEquals(1, card.run("--verify"));
    assertTrue(card.derain.err().contains("is not the same as the recording"), card.derain.err());
  }

  @ParameterizedTest
  @CsvSource({
    "mp4, libx264 -preset ultrafast -sc_threshold 0",
    "mp4, libx264 -preset veryfast -bf 2 -x264-params open-gop=0:scenecut=0",
    "mov, libx264 -preset ultrafast -profile:v baseline -sc_threshold 0",
    "ts, libx264 -preset veryfast -bf 2 -x264-params open-gop=0:scenecut=0",
    "mp4, libx265 -preset ultrafast -x265-params open-gop=0:scenecut=0:log-level=none",
    "ts, libx265 -preset ultrafast -x265-params open-gop=0:scenecut=0:log-level=none",
  })
  void onlyTheRainyStretchIsEncodedAgain(String ending, String coding) throws Exception {
    Path source = card.recording("20230515_141500F." + ending, 20, INSIDE, coding);
    succeeds();
    Path result = card.result.resolve("20230515_141500F." + ending);
    assertTrue(card.derain.err().contains("cut   20230515"), card.derain.err());

    assertEquals(Clip.packetTimes(source, "v:0").size(), Clip.packetTimes(result, "v:0").size());
    assertEquals(Clip.frameTimes(source), Clip.frameTimes(result));
    assertEquals(Card.packets(source, "a:0"), Card.packets(result, "a:0"));
    assertEquals(Clip.packetTimes(source, "a:0"), Clip.packetTimes(result, "a:0"));
    assertTrue(Clip.psnr(source, result) > 40);

    List<String> before = Card.packets(source, "v:0");
    List<String> after = Card.packets(result, "v:0");
    int same = 0;
    for (int i = 0; i < before.size(); i++) {
      boolean rainy = i >= 8 * 10 && i < 13 * 10;
      same += before.get(i).equals(after.get(i)) ? 1 : 0;
      assertFalse(rainy && before.get(i).equals(after.get(i)), "packet " + i);
    }
    // Ten seconds at least lie outside of the stretch and its margins. Behind it the parameter sets
    // of H.265 stand before one packet.
    assertTrue(same >= 10 * 10 - 1, same + " packets are the same");
  }

  @Test
  void aPlanDoesNothing() throws Exception {
    card.recording("20230515_141500F.mp4", 20, INSIDE, X264);
    succeeds("--plan");
    assertFalse(Files.exists(card.result));
    assertTrue(card.derain.out().contains("cut"), card.derain.out());
    assertTrue(
        card.derain.out().contains("1 recordings, 0:20: 0 copied, 1 cut"), card.derain.out());
  }

  @Test
  void theSameCommandAgainHasNothingToDo() throws Exception {
    Path source = card.recording("20230515_141500F.mp4", 20, INSIDE, X264);
    succeeds();
    Path result = card.result.resolve(source.getFileName());
    byte[] first = Files.readAllBytes(result);
    Object id = Files.getAttribute(result, "unix:ino");
    succeeds();
    assertEquals(id, Files.getAttribute(result, "unix:ino"));
    assertArrayEquals(first, Files.readAllBytes(result));
  }

  @Test
  void theScaleIsASettingOfTheResult() throws Exception {
    card.recording("20230515_141500F.mp4", 4, NEVER, X264);
    succeeds("--scale", "2");
    assertEquals(1, card.run("--scale", "1"));
    assertTrue(
        card.derain.err().contains("other settings (scale was 2 and is 1)"), card.derain.err());
    succeeds("--scale", "2");
  }

  @Test
  void linkedRecordingsAreSecondNamesOfTheSameFiles() throws Exception {
    Path dry = card.recording("20230515_141500F.mp4", 4, NEVER, X264);
    Path wet = card.recording("20230515_151500F.mp4", 4, ALWAYS, X264);
    byte[] before = Files.readAllBytes(dry);
    succeeds("--link", "--verify");
    Path result = card.result.resolve(dry.getFileName());
    assertEquals(Files.getAttribute(dry, "unix:ino"), Files.getAttribute(result, "unix:ino"));
    assertNotEquals(
        Files.getAttribute(wet, "unix:ino"),
        Files.getAttribute(card.result.resolve(wet.getFileName()), "unix:ino"));
    // Replacing the name in the result leaves the card as it is.
    succeeds("--link", "--overwrite");
    Files.delete(result);
    succeeds("--link");
    assertEquals(Files.getAttribute(dry, "unix:ino"), Files.getAttribute(result, "unix:ino"));
    assertArrayEquals(before, Files.readAllBytes(dry));
  }

  @Test
  void severalRecordingsAtATimeBecomeTheSame() throws Exception {
    List<Path> sources =
        List.of(
            card.recording("20230515_141500F.mp4", 16, INSIDE, X264),
            card.recording("20230515_151500F.mp4", 4, ALWAYS, X264),
            card.recording("20230515_161500F.mp4", 4, NEVER, X264),
            card.recording("20230515_171500F.ts", 16, INSIDE, X264));
    succeeds("--jobs", "3", "--threads", "1", "--verify");
    assertTrue(card.derain.err().contains("4 of 4 results are as they should be"));
    Path alone = folder.resolve("alone");
    Object[] words = {"dashcam", card.root, "-o", alone, "--model", card.model(), "--threads", 1};
    assertEquals(0, card.derain.run(words), card.derain.err());
    for (Path source : sources) {
      Path name = source.getFileName();
      assertArrayEquals(
          Files.readAllBytes(alone.resolve(name)), Files.readAllBytes(card.result.resolve(name)));
    }
  }

  @Test
  void anotherFileInTheResultIsNotReplaced() throws Exception {
    card.recording("20230515_141500F.mp4", 4, NEVER, X264);
    Files.createDirectories(card.result);
    Path there = Files.writeString(card.result.resolve("20230515_141500F.mp4"), "mine");
    assertEquals(1, card.run());
    assertEquals("mine", Files.readString(there));
    assertTrue(card.derain.err().contains("exists already; --overwrite"), card.derain.err());
    succeeds("--overwrite");
    assertNotEquals("mine".length(), Files.size(there));
  }

  @Test
  void aResultOnTheCardIsWrongUsage() throws Exception {
    card.recording("20230515_141500F.mp4", 1, NEVER, X264);
    assertEquals(2, card.derain.run("dashcam", card.root, "-o", card.root.resolve("clean")));
    assertTrue(card.derain.err().contains("would lie in"), card.derain.err());
  }

  @Test
  void aFolderGivenToCleanIsCleanedWholeAndGoesOnByTheSameJournal() throws Exception {
    Path one = card.recording("trip/one.mp4", 2, NEVER, X264);
    Path other = card.recording("two.mp4", 2, NEVER, X264);
    Object[] words = {"clean", card.root, "-o", card.result, "--model", card.model()};
    assertEquals(0, card.derain.run(words), card.derain.err());
    for (Path source : List.of(one, other)) {
      Path result = card.result.resolve(card.root.relativize(source));
      assertEquals(Clip.frameTimes(source), Clip.frameTimes(result));
      assertNotEquals(Card.packets(source, "v:0"), Card.packets(result, "v:0"));
    }
    Object first = Files.getAttribute(card.result.resolve("two.mp4"), "unix:ino");
    Files.delete(card.result.resolve("trip/one.mp4"));
    assertEquals(0, card.derain.run(words), card.derain.err());
    assertTrue(Files.exists(card.result.resolve("trip/one.mp4")));
    assertEquals(first, Files.getAttribute(card.result.resolve("two.mp4"), "unix:ino"));
  }

  @Test
  void watchingWantsAFolder() throws Exception {
    Path one = card.recording("one.mp4", 1, NEVER, X264);
    assertEquals(2, card.derain.run("clean", one, "-o", folder.resolve("x.mp4"), "--watch"));
    assertTrue(card.derain.err().contains("--watch is for a folder"), card.derain.err());
  }
}
