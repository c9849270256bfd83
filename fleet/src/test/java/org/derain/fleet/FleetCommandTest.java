package org.derain.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an archive on one machine. */
class FleetCommandTest {
  private static final String NEVER = "lt(t,0)";
  private static final String ALWAYS = "gte(t,0)";

  @TempDir Path folder;
  private Archive archive;
  private Path result;

  @BeforeEach
  void archive() throws Exception {
    archive = new Archive(folder);
    result = folder.resolve("clean");
  }

  @Test
  void theResultIsThatOfOneMachineAndIsMadeOnce() throws Exception {
    archive.recording("a/20230515_141500F.mp4", "160x96", 24, "between(t,3,6)+gte(t,20)");
    archive.recording("a/20230515_141524F.mp4", "160x96", 14, "lt(t,4)"); // the same drive
    archive.recording("a/20230515_151500F.mp4", "160x96", 4, ALWAYS);
    Path dry = archive.recording("b/20230515_161500F.mp4", "160x96", 4, NEVER);
    Path torn = archive.root.resolve("b/20230515_171500F.mp4");
    Files.write(torn, java.util.Arrays.copyOf(Files.readAllBytes(dry), 20_000));
    Files.writeString(archive.root.resolve("b/note.txt"), "beside");
    Files.setLastModifiedTime(dry, FileTime.fromMillis(1_600_000_000_000L));
    Path local = archive.local();

    assertEquals(0, archive.run(archive.root, "-o", result), archive.err());
    Archive.assertSame(local, result);
    assertEquals(
        Files.getLastModifiedTime(dry),
        Files.getLastModifiedTime(result.resolve("b/20230515_161500F.mp4")));
    List<String> csv = Files.readAllLines(result.resolve("report.csv"));
    assertTrue(csv.get(1).contains("20230515_141500F.mp4"), csv.get(1));
    assertTrue(csv.get(1).contains(",cut,"), csv.get(1));
    assertTrue(archive.err().contains("cleaning: 7 tasks"), archive.err());

    // Only what is missing is made again.
    Path cut = result.resolve("a/20230515_141500F.mp4");
    Path wet = result.resolve("a/20230515_151500F.mp4");
    FileTime cleaned = (FileTime) Files.getAttribute(wet, "unix:ctime");
    Files.delete(cut);
    assertEquals(0, archive.run(archive.root, "-o", result), archive.err());
    Archive.assertSame(local, result);
    assertEquals(cleaned, Files.getAttribute(wet, "unix:ctime"));

    assertEquals(1, archive.run(archive.root, "-o", result, "--crf", "30"));
    assertTrue(archive.err().contains("crf was null and is 30"), archive.err());
  }

  @Test
  void recordingsInAStoreThatIsNoDiskAreFetchedAndListed() throws Exception {
    archive.recording("x/20230515_141500F.mp4", "160x96", 14, "between(t,4,7)");
    archive.recording("y/20230515_151500F.mp4", "160x96", 4, NEVER);
    archive.recording("z/20230515_161500F.mp4", "160x96", 4, ALWAYS);
    Files.createDirectories(result);
    // Hadoop's own way to give a store another name: nobody takes it for a disk of this machine.
    String mount = "spark.hadoop.fs.viewfs.mounttable.store.link.";
    Path list =
        Files.writeString(
            folder.resolve("list.txt"),
            "# wet ones\nviewfs://store/in/x\n\nviewfs://store/in/z/20230515_161500F.mp4\n");
    assertEquals(
        0,
        archive.run(
            "--list",
            list,
            "--root",
            "viewfs://store/in",
            "-o",
            "viewfs://store/out",
            "--conf",
            mount + "/in=" + archive.root.toUri(),
            "--conf",
            mount + "/out=" + result.toUri()),
        archive.err());
    Files.delete(archive.root.resolve("y/20230515_151500F.mp4"));
    Archive.assertSame(archive.local(), result);
  }

  @Test
  void aPlanTellsCoreHoursAndDoesNothing() throws Exception {
    archive.recording("20230515_141500F.mp4", "160x96", 14, "between(t,4,7)");
    assertEquals(0, archive.run(archive.root, "-o", result, "--plan"), archive.err());
    assertTrue(archive.out().contains("1 recordings, 0:14: 0 copied, 1 cut"), archive.out());
    assertTrue(archive.out().contains("core hours (a task of 1 core cleans"), archive.out());
    assertFalse(archive.out().contains("GPU"), archive.out());
    assertFalse(Files.exists(result));
  }

  @Test
  void whatIsInTheWayIsToldAndEverythingElseIsDone() throws Exception {
    archive.recording("20230515_141500F.mp4", "160x96", 4, NEVER);
    archive.recording("20230515_151500F.mp4", "160x96", 4, NEVER);
    Files.createDirectories(result);
    Path other = Files.writeString(result.resolve("20230515_141500F.mp4"), "another's");
    assertEquals(1, archive.run(archive.root, "-o", result));
    assertTrue(archive.err().contains("exists already; --overwrite replaces it"), archive.err());
    assertTrue(archive.err().contains("1 of 2 files failed, see above"), archive.err());
    assertEquals("another's", Files.readString(other));
    assertTrue(Files.exists(result.resolve("20230515_151500F.mp4")));

    assertEquals(0, archive.run(archive.root, "-o", result, "--overwrite"), archive.err());
    Archive.assertSame(archive.root, result);
  }

  @Test
  void wrongWordsAreToldInOneLine() throws Exception {
    assertEquals(2, archive.run("-o", result));
    assertTrue(archive.err().contains("give files or folders, or else a --list"), archive.err());
    assertEquals(1, archive.run(folder.resolve("nowhere"), "-o", result));
    assertTrue(archive.err().contains("nowhere: no such file or folder"), archive.err());
    assertEquals(1, archive.run(archive.root, "-o", result));
    assertTrue(archive.err().contains("there are no recordings in"), archive.err());
    assertEquals(1, archive.run(archive.root, "-o", archive.root.resolve("clean")));
    assertTrue(archive.err().contains("may lie in the other"), archive.err());
  }
}
