package org.derain.pipeline.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real RTSP server on the loopback interface, in a process of its own: it plays files, relays
 * what is published, and asks for credentials. It can be killed, frozen and started again.
 */
public final class RtspServer implements AutoCloseable {
  private static final String PYTHON = "/usr/bin/python3";

  /** Whether the packages are there, asked once; null before. */
  private static Boolean installed;

  private final Path folder;
  private final List<String> media;
  private final int port;
  private final List<String> credentials = new ArrayList<>();
  private Process process;

  /**
   * Does not start it yet; skips the test where GStreamer's RTSP server is missing.
   *
   * @param folder for its script and its log
   * @param media {@code PATH=FILE[,hevc][,audio][,udp]}
   */
  RtspServer(Path folder, String... media) throws IOException, InterruptedException {
    assumeTrue(
        installed(),
        "no GStreamer RTSP server: apt-get install gir1.2-gst-rtsp-server-1.0 python3-gi"
            + " gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad"
            + " gstreamer1.0-rtsp");
    this.folder = folder;
    this.media = List.of(media);
    port = freePort();
  }

  /** Whether the packages are there. */
  static synchronized boolean installed() throws IOException, InterruptedException {
    if (installed == null) {
      installed = Files.isExecutable(Path.of(PYTHON)) && found();
    }
    return installed;
  }

  private static boolean found() throws IOException, InterruptedException {
    String check =
        "import gi; gi.require_version('GstRtspServer', '1.0')\n"
            + "from gi.repository import Gst, GstRtspServer\n"
            + "Gst.init(None)\n"
            + "needed = ['rtph264pay', 'rtph265pay', 'h264parse', 'matroskademux', 'appsrc']\n"
            + "assert all(Gst.ElementFactory.find(name) for name in needed)";
    Process process =
        new ProcessBuilder(PYTHON, "-c", check)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor() == 0;
  }

  /** A port at which nobody listens now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** From the next start on, only this user gets in. */
  RtspServer protect(String user, String password) {
    credentials.clear();
    credentials.addAll(List.of("--user", user, "--password", password));
    return this;
  }

  /** Starts it and waits until it listens. */
  RtspServer start() throws IOException {
    Path script = folder.resolve("rtsp_server.py");
    if (!Files.exists(script)) {
      try (var resource = RtspServer.class.getResourceAsStream("rtsp_server.py")) {
        Files.copy(resource, script);
      }
    }
    List<String> command = new ArrayList<>(List.of(PYTHON, script.toString()));
    command.add(Integer.toString(port));
    command.addAll(credentials);
    command.addAll(media);
    process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("server.log").toFile()))
            .start();
    BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream()));
    String line = said.readLine();
    if (!"ready".equals(line)) {
      throw new IOException("server: " + Files.readString(folder.resolve("server.log")));
    }
    return this;
  }

  /** Address of a path. */
  String url(String path) {
    return "rtsp://127.0.0.1:" + port + "/" + path;
  }

  /** Address of a path with credentials. */
  String url(String user, String password, String path) {
    return "rtsp://" + user + ":" + password + "@127.0.0.1:" + port + "/" + path;
  }

  int port() {
    return port;
  }

  /** Ends it at once: its connections are closed by the system. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  /** Stops it in its tracks: connections stay and nothing comes. */
  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** Lets it go on. */
  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null && process.isAlive()) {
      kill();
    }
  }
}
