package org.derain.app.signal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** Posts events as JSON to an address. */
final class WebHook implements Receiver {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** Answers by which a receiver says that it will never take this message. */
  private static final Set<Integer> NEVER = Set.of(400, 410, 413, 415, 422);

  private final HookAddress address;
  private final URI uri;
  private final SSLContext trust;
  private HttpClient client;

  /**
   * For an address.
   *
   * @param trust whose certificates are believed; null for those that Java believes
   */
  WebHook(HookAddress address, SSLContext trust) {
    this.address = address;
    this.uri = URI.create(address.url());
    this.trust = trust;
  }

  /** Made when it is needed first: that takes a while, and who tells an event must not wait. */
  private HttpClient client() {
    if (client == null) {
      HttpClient.Builder builder =
          HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
      client = trust == null ? builder.build() : builder.sslContext(trust).build();
    }
    return client;
  }

  @Override
  public String name() {
    return address.toString();
  }

  @Override
  public void send(RainEvent event) throws IOException, InterruptedException {
    int status = post(event);
    if (NEVER.contains(status)) {
      throw new Refused("it answers " + status);
    }
    if (status < 200 || status >= 300) {
      throw new IOException("it answers " + status);
    }
  }

  private int post(RainEvent event) throws IOException, InterruptedException {
    byte[] body = event.json().getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(withoutUser())
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .header("User-Agent", "derain")
            .header("Derain-Event-Id", event.id())
            .POST(BodyPublishers.ofByteArray(body));
    if (uri.getRawUserInfo() != null) {
      byte[] user = HookAddress.decoded(uri.getRawUserInfo()).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
    }
    if (address.secret() != null) {
      long now = System.currentTimeMillis() / 1000;
      request.header(HookSignature.HEADER, HookSignature.of(address.secret(), now, body));
    }
    try {
      return client().send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (HttpTimeoutException e) {
      throw new IOException("it does not answer in time", e);
    } catch (ConnectException e) {
      throw new IOException("it cannot be reached", e);
    }
  }

  private URI withoutUser() {
    String user = uri.getRawUserInfo();
    return user == null ? uri : URI.create(uri.toString().replaceFirst("://[^/@]*@", "://"));
  }
}
