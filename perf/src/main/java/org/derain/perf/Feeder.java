package org.derain.perf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.derain.clips.Main;
import org.derain.frames.MediaException;

/**
 * A camera in a process of its own: plays a clip again and again, at its own speed, to whoever
 * connects. It serves one at a time and begins anew when that one is gone.
 */
final class Feeder implements AutoCloseable {
  private static final long PAUSE_MS = 200;

  private final Path clip;
  private final int port;
  private final Path log;
  private final Thread thread;
  private volatile Process process;
  private volatile boolean closed;

  /** Begins to wait for a viewer. */
  Feeder(Path clip, Path log) {
    this.clip = clip;
    this.log = log;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new MediaException("no free port on this machine: " + e.getMessage(), e);
    }
    thread = new Thread(this::run, "feeder-" + port);
    thread.setDaemon(true);
    thread.start();
  }

  /** Its address. */
  String url() {
    return "tcp://127.0.0.1:" + port;
  }

  private void run() {
    String how = "-re -stream_loop -1 -i %1$s -c copy -flush_packets 1 -f mpegts %2$s?listen=1";
    List<String> words = new ArrayList<>(List.of(how.split(" ")));
    words.replaceAll(word -> String.format(word, clip, url()));
    try {
      while (!closed) {
        process =
            new ProcessBuilder(Main.command(words))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.waitFor();
        Thread.sleep(PAUSE_MS);
      }
    } catch (IOException e) {
      throw new MediaException("cannot start a camera: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end();
    }
  }

  private void end() {
    Process current = process;
    if (current != null) {
      current.destroyForcibly();
    }
  }

  @Override
  public void close() {
    closed = true;
    end();
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
