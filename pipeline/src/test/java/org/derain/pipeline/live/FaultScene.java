package org.derain.pipeline.live;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with a camera that wants a password, and a rig of cameras that watch it. */
abstract class FaultScene {
  @TempDir static Path made;
  private static Path clip;

  @TempDir Path folder;
  RtspServer server;
  Rig rig;

  /** At twice the usual rate: what is waited for is counted in frames. */
  @BeforeAll
  static void makeClip() throws Exception {
    clip = Clips.pattern(made.resolve("cam.mkv"), "160x96", 50, 80);
  }

  @BeforeEach
  void start() throws Exception {
    server = new RtspServer(folder, "cam=cam.mkv").protect("me", "secret");
    Files.copy(clip, folder.resolve("cam.mkv"));
    server.start();
    rig = new Rig();
  }

  @AfterEach
  void end() throws Exception {
    if (rig != null) {
      rig.close();
      server.close();
    }
  }

  final String cam() {
    return server.url("me", "secret", "cam");
  }
}
