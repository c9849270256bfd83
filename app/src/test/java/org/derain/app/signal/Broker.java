package org.derain.app.signal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's mosquitto, which can go away and come back. */
final class Broker implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

  private final Path configuration;
  private final Path log;
  private final int port;
  private Process process;

  /** Skips a test where there is no broker. */
  static void assumeInstalled() {
    assumeTrue(
        Files.isExecutable(PROGRAM), "no MQTT broker: install the package 'mosquitto' to run this");
  }

  /**
   * Begins.
   *
   * @param folder of its files
   * @param lines of its configuration beside the port
   */
  Broker(Path folder, String lines) throws Exception {
    assumeInstalled();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    configuration = folder.resolve("mosquitto.conf");
    log = folder.resolve("mosquitto.log");
    Files.writeString(configuration, "user root\nlistener " + port + " 127.0.0.1\n" + lines);
    begin();
  }

  int port() {
    return port;
  }

  /** Comes back; returns when it listens. */
  void begin() throws Exception {
    process =
        new ProcessBuilder(PROGRAM.toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    while (!listens()) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("mosquitto ended: " + Files.readString(log));
      }
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Goes away at once, without good-bye. */
  void end() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    end();
  }
}
