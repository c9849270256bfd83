package org.derain.pipeline.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class SessionFactoryTest {
  @Test
  void aFolderForTemporaryFilesThatCannotBeWrittenIsNamed() {
    Throwable failure =
        new ExecutionException(
            new ExceptionInInitializerError(
                new IllegalStateException(
                    "Failed to load", new NoSuchFileException("/x/onnxruntime-java1"))));
    assertEquals(
        "it cannot write to "
            + System.getProperty("java.io.tmpdir")
            + "; DERAIN_JAVA_OPTS=-Djava.io.tmpdir=FOLDER names another folder",
        SessionFactory.reason(failure));
  }

  @Test
  void whatElseWentWrongIsToldInItsOwnWords() {
    Throwable failure =
        new ExecutionException(new ExceptionInInitializerError(new UnsatisfiedLinkError("libx")));
    assertEquals("libx", SessionFactory.reason(failure));
  }
}
