package org.derain.pipeline.inference;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import org.bytedeco.javacpp.Loader;

/**
 * ONNX Runtime's native libraries, unpacked once for this user, beside those of FFmpeg and OpenCV.
 * Left to itself it unpacks them into the folder for temporary files at every start, and leaves
 * them there, 28 MB each time, when the process is killed.
 */
final class OnnxLibraries {
  /** Read by ONNX Runtime when it starts. */
  private static final String PLACE = "onnxruntime.native.path";

  /** The first two are in every build, the others in some. */
  private static final List<String> NAMES =
      List.of(
          "onnxruntime",
          "onnxruntime4j_jni",
          "onnxruntime_providers_shared",
          "onnxruntime_providers_cuda",
          "onnxruntime_providers_tensorrt");

  private OnnxLibraries() {}

  /** Unpacks what is not there yet, and says where; where that fails, nothing changes. */
  static void unpack() {
    if (System.getProperty(PLACE) != null) {
      return;
    }
    String folder = "/ai/onnxruntime/native/" + platform() + "/";
    File place = null;
    try {
      for (String name : NAMES) {
        URL packed = OnnxLibraries.class.getResource(folder + System.mapLibraryName(name));
        File file = packed == null ? null : Loader.cacheResource(packed);
        if (file != null) {
          place = file.getParentFile();
        } else if (NAMES.indexOf(name) < 2) {
          return;
        }
      }
    } catch (IOException e) {
      return;
    }
    System.setProperty(PLACE, place.getPath());
  }

  /** ONNX Runtime's name for this operating system and processor. */
  private static String platform() {
    return switch (Loader.getPlatform()) {
      case "linux-x86_64" -> "linux-x64";
      case "linux-arm64" -> "linux-aarch64";
      case "macosx-arm64" -> "osx-aarch64";
      case "windows-x86_64" -> "win-x64";
      default -> "unknown";
    };
  }
}
