package org.derain.pipeline.live;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The network between a camera and us: lets RTSP over TCP through and damages what is asked for in
 * the media packets (RFC 2326, 10.12), while it is asked for.
 */
final class FaultyLink implements AutoCloseable {
  /** RTP ticks per second of the channels: pictures and their reports, sound and its reports. */
  private static final int[] TICKS = {90_000, 90_000, 44_100, 44_100};

  private final ServerSocket door;
  private final int behind;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final Random random = new Random(1);

  /** When the first piece of each picture went on, by {@link System#nanoTime}. */
  final ConcurrentSkipListSet<Long> begins = new ConcurrentSkipListSet<>();

  /** When the last piece of each picture went on, by {@link System#nanoTime}. */
  final ConcurrentSkipListSet<Long> ends = new ConcurrentSkipListSet<>();

  /** The share of media packets that get wrong bytes. */
  volatile double damage;

  /** The share of media packets that do not arrive. */
  volatile double loss;

  /** Added to the camera's clock, in seconds. */
  volatile double shift;

  /** For a server that listens at a port of the loopback interface. */
  FaultyLink(int behind) throws IOException {
    this.behind = behind;
    door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  /** Address of a path. */
  String url(String path) {
    return "rtsp://127.0.0.1:" + door.getLocalPort() + "/" + path;
  }

  private static void daemon(Step step) {
    Thread thread =
        new Thread(
            () -> {
              try {
                step.run();
              } catch (IOException e) {
                // The other side went, or the test is over.
                return;
              }
            },
            "faulty-link");
    thread.setDaemon(true);
    thread.start();
  }

  private interface Step {
    void run() throws IOException;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = door.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), behind);
      sockets.add(client);
      sockets.add(server);
      daemon(
          () -> {
            try (client;
                server) {
              client.getInputStream().transferTo(server.getOutputStream());
            }
          });
      daemon(
          () -> {
            try (client;
                server) {
              forward(server, client);
            }
          });
    }
  }

  private void forward(Socket from, Socket to) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
    OutputStream out = to.getOutputStream();
    boolean begun = false;
    while (true) {
      int first = in.read();
      if (first < 0) {
        return;
      }
      if (first != '$') {
        answer(first, in, out);
        continue;
      }
      int channel = in.readUnsignedByte();
      byte[] media = new byte[in.readUnsignedShort()];
      in.readFully(media);
      spoil(channel, media);
      if (random.nextDouble() >= loss) {
        ByteBuffer framed = ByteBuffer.allocate(4 + media.length);
        framed.put((byte) '$').put((byte) channel).putShort((short) media.length).put(media);
        if (channel == 0 && media.length > 1) {
          if (!begun) {
            begins.add(System.nanoTime());
          }
          begun = (media[1] & 0x80) == 0;
          if (!begun) {
            ends.add(System.nanoTime());
          }
        }
        out.write(framed.array());
      }
    }
  }

  private static void answer(int first, DataInputStream in, OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder().append((char) first);
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.append((char) next);
    }
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    for (String line : head.toString().split("\r\n")) {
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        out.write(in.readNBytes(Integer.parseInt(line.substring(15).strip())));
      }
    }
  }

  private void spoil(int channel, byte[] media) {
    if (channel >= TICKS.length || media.length < 20) {
      return;
    }
    // Where RTP and the sender reports of RTCP have the time.
    int at = channel % 2 == 0 ? 4 : 16;
    ByteBuffer bytes = ByteBuffer.wrap(media);
    bytes.putInt(at, bytes.getInt(at) + (int) Math.round(shift * TICKS[channel]));
    if (channel % 2 == 0 && random.nextDouble() < damage) {
      for (int i = 0; i < 20; i++) {
        media[14 + random.nextInt(media.length - 14)] = (byte) random.nextInt();
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
