package org.derain.app.live.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SlowBodiesTest {
  private static final class Echo extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Content.copy(request, response, callback);
      return true;
    }
  }

  @Test
  void whoIsNotDoneInTimeIsHungUpOn() throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    SlowBodies bodies = new SlowBodies(100, 300);
    ((Handler.Wrapper) bodies.getHandler()).setHandler(new Echo());
    server.setHandler(bodies);
    server.start();
    String head = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nConnection: close\r\n\r\n";
    try (Socket slow = new Socket("127.0.0.1", connector.getLocalPort());
        Socket quick = new Socket("127.0.0.1", connector.getLocalPort())) {
      slow.getOutputStream().write((head + "h").getBytes(StandardCharsets.US_ASCII));
      quick.getOutputStream().write((head + "hello").getBytes(StandardCharsets.US_ASCII));
      assertTrue(read(quick.getInputStream()).endsWith("hello"));
      assertEquals("", read(slow.getInputStream()), "closed, without an answer");
    } finally {
      server.stop();
    }
  }

  private static String read(InputStream in) throws java.io.IOException {
    return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
  }
}
