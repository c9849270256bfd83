package org.derain.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FailuresTest {
  @Test
  void aMachineWithoutAFolderForLibrariesIsToldHowToNameOne() {
    String javacpp =
        "java.io.IOException: Could not create the cache: Set the"
            + " \"org.bytedeco.javacpp.cachedir\" system property.";
    String line = Failures.line(new UnsatisfiedLinkError(javacpp));
    assertTrue(
        line.endsWith("; DERAIN_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=FOLDER names another"),
        line);
    assertTrue(line.contains(System.getProperty("java.io.tmpdir")), line);
  }

  @Test
  void anotherLibraryThatIsInTheWayIsNamed() {
    assertEquals(
        "a native library cannot be loaded (libx.so: undefined symbol: y); another version of it"
            + " that is installed on the system may be in the way",
        Failures.line(new UnsatisfiedLinkError("libx.so: undefined symbol: y\nmore")));
  }
}
