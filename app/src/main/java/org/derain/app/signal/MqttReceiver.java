package org.derain.app.signal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;

/**
 * Publishes events and states to an MQTT 5 broker, with what Home Assistant needs to find the
 * cameras. Every message is acknowledged by the broker (quality of service 1); the {@link Outbox}
 * keeps what was not.
 */
final class MqttReceiver implements Receiver {
  private static final int ACKNOWLEDGED = 1;
  private static final int CONNECT_S = 5;
  private static final int KEEP_ALIVE_S = 30;

  /** Its own log has a stack for every lost connection; notes say it in a line. */
  private static final Logger CLIENT_LOG = Logger.getLogger("org.eclipse.paho");

  static {
    CLIENT_LOG.setLevel(Level.OFF);
  }

  /** Nobody is there. */
  private static final int SERVER_CONNECT_ERROR = 32103;

  private final MqttAddress address;
  private final SSLContext trust;
  private final HomeAssistant topics;
  private final String id = "derain-" + UUID.randomUUID().toString().substring(0, 8);
  private final Map<String, CameraView> views = new ConcurrentHashMap<>();
  private final Map<String, RainEvent> last = new HashMap<>();
  private final Map<String, CameraView> told = new HashMap<>();
  private MqttClient client;

  /**
   * Not connected yet.
   *
   * @param trust whose certificates are believed; null for those that Java believes
   * @param version of this program
   */
  MqttReceiver(MqttAddress address, SSLContext trust, String version) {
    this.address = address;
    this.trust = trust;
    this.topics = new HomeAssistant(address.topic(), version);
  }

  /** How a camera is; told soon. Any thread may call it. */
  void view(String camera, CameraView view) {
    views.put(camera, view);
  }

  @Override
  public String name() {
    return address.toString();
  }

  @Override
  public void send(RainEvent event) throws IOException {
    last.put(event.camera(), event);
    views.putIfAbsent(event.camera(), new CameraView(true, event.change().score()));
    tend();
    publish(topics.event(event), false);
    publish(topics.state(event.camera(), event, event.change().score()), true);
  }

  @Override
  public void tend() throws IOException {
    connect();
    for (Map.Entry<String, CameraView> one : views.entrySet()) {
      String camera = one.getKey();
      CameraView view = one.getValue();
      if (!view.differs(told.get(camera))) {
        continue;
      }
      if (!told.containsKey(camera)) {
        for (HomeAssistant.Message message : topics.discovery(camera)) {
          publish(message, true);
        }
      }
      publish(topics.status(camera, view), true);
      publish(topics.state(camera, last.get(camera), view.score()), true);
      told.put(camera, view);
    }
  }

  private void connect() throws IOException {
    if (client != null && client.isConnected()) {
      return;
    }
    drop();
    told.clear();
    try {
      client = new MqttClient(address.server(), id, new MemoryPersistence());
      client.setTimeToWait(CONNECT_S * 1000L);
      client.connect(options());
    } catch (MqttException e) {
      throw failure(e);
    }
    publish(new HomeAssistant.Message(topics.status(), HomeAssistant.ONLINE), true);
  }

  private MqttConnectionOptions options() {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setConnectionTimeout(CONNECT_S);
    options.setKeepAliveInterval(KEEP_ALIVE_S);
    options.setUserName(address.user());
    if (address.password() != null) {
      options.setPassword(address.password().getBytes(StandardCharsets.UTF_8));
    }
    if (address.secure() && trust != null) {
      options.setSocketFactory(trust.getSocketFactory());
    }
    options.setWill(topics.status(), message(HomeAssistant.OFFLINE, true));
    return options;
  }

  private static MqttMessage message(String text, boolean stays) {
    return new MqttMessage(text.getBytes(StandardCharsets.UTF_8), ACKNOWLEDGED, stays, null);
  }

  private void publish(HomeAssistant.Message what, boolean stays) throws IOException {
    try {
      client.publish(what.topic(), message(what.text(), stays));
    } catch (MqttException e) {
      drop();
      throw failure(e);
    }
  }

  private static IOException failure(MqttException e) {
    String cause = e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")";
    return switch (e.getReasonCode()) {
      case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD,
          MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED ->
          new IOException("it refuses the user name or the password", e);
      case SERVER_CONNECT_ERROR -> new IOException("it cannot be reached" + cause, e);
      default -> new IOException(e.getMessage() + cause, e);
    };
  }

  /** Ends the connection without good-bye. */
  void drop() {
    if (client == null) {
      return;
    }
    try {
      client.disconnectForcibly(0, 0, false);
      client.close(true);
    } catch (MqttException e) {
      client = null; // it was gone already
    }
    client = null;
  }

  @Override
  public void close() {
    try {
      if (client != null && client.isConnected()) {
        publish(new HomeAssistant.Message(topics.status(), HomeAssistant.OFFLINE), true);
        client.disconnect(500);
      }
    } catch (IOException | MqttException e) {
      drop(); // the broker says it in our place
    }
    drop();
  }
}
