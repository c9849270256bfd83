package org.derain.app.live;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.Redacted;

/** Whether passwords stand where other users of the machine can read them. */
final class CredentialCheck {
  private CredentialCheck() {}

  /**
   * What to tell the user when the list of processes shows a credential.
   *
   * @param others addresses beside those of the cameras
   */
  static Optional<String> of(List<CameraSettings> cameras, List<String> others) {
    ProcessHandle.Info process = ProcessHandle.current().info();
    String words =
        process.commandLine().orElse("")
            + " "
            + String.join(" ", process.arguments().orElse(new String[0]));
    return shown(cameras, others, words)
        ? Optional.of(
            "a password stands in the list of processes, where other users of this machine can"
                + " read it: start with ./derain, which hides it, or write '${NAME}' for a value"
                + " from the environment, or use --config")
        : Optional.empty();
  }

  static boolean shown(List<CameraSettings> cameras, List<String> others, String words) {
    Stream<String> urls =
        cameras.stream()
            .flatMap(
                camera -> Stream.concat(Stream.of(camera.source()), camera.outputs().stream()));
    return Stream.concat(urls, others.stream())
        .anyMatch(url -> !url.equals(Redacted.url(url)) && words.contains(url));
  }
}
