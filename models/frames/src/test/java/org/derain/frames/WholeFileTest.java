package org.derain.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file appears whole or not at all, and replaces another only where that was asked for. */
class WholeFileTest {
  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir Path temp;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(temp)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileThatIsThereStaysUnlessItMayBeReplaced() throws Exception {
    Path file = Files.writeString(temp.resolve("a"), "old");
    assertThrows(FileAlreadyExistsException.class, () -> WholeFile.write(file, NEW, false));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("a"), names());
    WholeFile.write(file, NEW, true);
    assertEquals("new", Files.readString(file));
    WholeFile.write(temp.resolve("b"), NEW, false);
    assertEquals(List.of("a", "b"), names());
  }

  @Test
  void aDraftThatMayReplaceNothingStays() throws Exception {
    Path file = Files.writeString(temp.resolve("a"), "old");
    Path draft = Files.write(temp.resolve("draft"), NEW);
    assertThrows(FileAlreadyExistsException.class, () -> WholeFile.publish(draft, file, false));
    assertEquals("old", Files.readString(file));
    assertTrue(Files.exists(draft));
    WholeFile.publish(draft, temp.resolve("b"), false);
    assertEquals(List.of("a", "b"), names());
  }

  @Test
  void aLinkThatLeadsNowhereIsNotWrittenThrough() throws Exception {
    Path elsewhere = temp.resolve("elsewhere");
    Path link = Files.createSymbolicLink(temp.resolve("link"), elsewhere);
    assertThrows(FileAlreadyExistsException.class, () -> WholeFile.write(link, NEW, false));
    WholeFile.write(link, NEW, true);
    assertFalse(Files.exists(elsewhere));
    assertFalse(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(link));
  }

  @Test
  void whatALinkLeadsToIsReplacedAndTheLinkStays() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "old");
    Path link = Files.createSymbolicLink(temp.resolve("link"), file);
    WholeFile.write(link, NEW, true);
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(file));
  }
}
