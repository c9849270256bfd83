package org.derain.app.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A receiver of web hooks that can go away and come back. */
final class HookServer implements AutoCloseable {
  private HttpServer server;
  private int port;

  /** What came and was taken. */
  final List<JsonNode> messages = new CopyOnWriteArrayList<>();

  /** The same, with headers and the bytes of the body. */
  final List<Request> requests = new CopyOnWriteArrayList<>();

  /** What is answered. */
  volatile int status = 204;

  /** A message. */
  record Request(Map<String, List<String>> headers, byte[] body) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(one -> one.getKey().equalsIgnoreCase(name))
          .map(one -> one.getValue().get(0))
          .findFirst()
          .orElse(null);
    }
  }

  HookServer() throws IOException {
    begin();
  }

  /** Comes back, at the same address. */
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    port = server.getAddress().getPort();
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    requests.add(new Request(Map.copyOf(exchange.getRequestHeaders()), body));
    if (status / 100 == 2) {
      messages.add(new ObjectMapper().readTree(body));
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** Goes away: nobody listens any more. */
  void end() {
    server.stop(0);
  }

  String url() {
    return "http://127.0.0.1:" + port + "/hook/abc";
  }

  @Override
  public void close() {
    end();
  }
}
