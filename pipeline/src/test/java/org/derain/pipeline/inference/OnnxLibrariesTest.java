package org.derain.pipeline.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** ONNX Runtime's libraries are unpacked once, and not at every start. */
class OnnxLibrariesTest {
  @Test
  void liesWhereItIsFoundAgain() throws Exception {
    OnnxLibraries.unpack();
    Path folder = Path.of(System.getProperty("onnxruntime.native.path"));
    Path library = folder.resolve(System.mapLibraryName("onnxruntime"));
    assertTrue(Files.size(library) > 1 << 20, library.toString());
    assertTrue(Files.exists(folder.resolve(System.mapLibraryName("onnxruntime4j_jni"))));

    Object first = Files.getLastModifiedTime(library);
    System.clearProperty("onnxruntime.native.path");
    OnnxLibraries.unpack();
    assertEquals(folder, Path.of(System.getProperty("onnxruntime.native.path")));
    assertEquals(first, Files.getLastModifiedTime(library));
  }
}
