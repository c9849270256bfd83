package org.derain.app.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.derain.pipeline.weather.RainChange;
import org.derain.pipeline.weather.RainChange.What;
import org.derain.zoo.RainScore.Type;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real broker gets, with Home Assistant's eyes. */
@Tag("server")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MqttReceiverTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RainEvent BEGINS =
      RainEvent.of(
          "yard",
          new RainChange(What.BEGINS, Type.DROPS, 0.9),
          Instant.parse("2026-01-31T12:00:00Z"));

  private final FakeClock clock = new FakeClock();
  private final List<String> notes = new ArrayList<>();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private MqttClient listener;

  @TempDir Path folder;

  private static MqttReceiver receiver(String url) {
    return new MqttReceiver(MqttAddress.of(url), null, "1.0");
  }

  private static String url(Broker broker) {
    return "mqtt://127.0.0.1:" + broker.port();
  }

  /** Hears a topic; messages that the broker kept come first. */
  private void listen(Broker broker, MqttConnectionOptions options, String topic) throws Exception {
    listener =
        new MqttClient("tcp://127.0.0.1:" + broker.port(), "listener", new MemoryPersistence());
    listener.connect(options);
    listener.subscribe(
        new MqttSubscription[] {new MqttSubscription(topic, 1)},
        new org.eclipse.paho.mqttv5.client.IMqttMessageListener[] {this::hear});
  }

  private void hear(String topic, MqttMessage message) {
    heard.add(
        topic + " " + new String(message.getPayload(), java.nio.charset.StandardCharsets.UTF_8));
  }

  private String next() throws InterruptedException {
    return String.valueOf(heard.poll(60, TimeUnit.SECONDS));
  }

  private JsonNode kept(Broker broker, String topic) throws Exception {
    listen(broker, new MqttConnectionOptions(), topic);
    String message = next();
    close();
    return JSON.readTree(message.substring(topic.length() + 1));
  }

  @AfterEach
  void close() throws Exception {
    if (listener != null) {
      listener.disconnectForcibly(0, 0, false);
      listener.close(true);
      listener = null;
    }
  }

  @Test
  void anHourWithTheBrokerAwayForAMinuteLosesNothing() throws Exception {
    try (Broker broker = new Broker(folder, "allow_anonymous true\n");
        MqttReceiver receiver = receiver(url(broker))) {
      Outbox outbox = new Outbox(receiver, clock, notes::add);
      listen(broker, new MqttConnectionOptions(), "derain/yard/event");
      AtomicInteger told = new AtomicInteger();
      ScriptedHour.play(
          clock,
          "yard",
          event -> {
            told.incrementAndGet();
            outbox.add(event);
          },
          second -> {
            if (second == ScriptedHour.AWAY) {
              // What the broker has and has not passed on yet would be lost with the listener.
              while (heard.size() < told.get() - outbox.waiting()) {
                Thread.sleep(10);
              }
              close();
              broker.end();
            } else if (second == ScriptedHour.BACK) {
              assertEquals(2, outbox.waiting());
              broker.begin();
              listen(broker, new MqttConnectionOptions(), "derain/yard/event");
            }
            outbox.attempt();
          });
      List<JsonNode> messages = new ArrayList<>();
      while (messages.size() < ScriptedHour.TOLD.size()) {
        messages.add(JSON.readTree(next().replaceFirst("derain/yard/event ", "")));
      }
      assertEquals(ScriptedHour.TOLD, ScriptedHour.summary(messages));
      assertEquals(2, notes.size(), notes.toString());
      assertTrue(notes.get(1).endsWith("and has every rain event"), notes.get(1));
    }
  }

  @Test
  void homeAssistantFindsTheCamera() throws Exception {
    try (Broker broker = new Broker(folder, "allow_anonymous true\n")) {
      try (MqttReceiver receiver = receiver(url(broker) + "/home/derain")) {
        receiver.view("front-yard.1", new CameraView(true, 0.25));
        receiver.tend();
        String node = "home-sderain_front--yard-d1";
        JsonNode rain = kept(broker, "homeassistant/binary_sensor/" + node + "/rain/config");
        assertEquals("moisture", rain.path("device_class").asText());
        assertEquals("{{ value_json.rain }}", rain.path("value_template").asText());
        assertEquals("front-yard.1", rain.at("/device/name").asText());
        JsonNode kind = kept(broker, "homeassistant/sensor/" + node + "/kind/config");
        assertEquals("[\"dry\",\"streaks\",\"night\",\"drops\"]", kind.path("options").toString());
        String state = rain.path("state_topic").asText();
        assertEquals(
            "{\"rain\":\"OFF\",\"kind\":\"dry\",\"score\":0.25}", kept(broker, state).toString());
        for (JsonNode place : rain.path("availability")) {
          listen(broker, new MqttConnectionOptions(), place.path("topic").asText());
          assertEquals(place.path("topic").asText() + " online", next());
          close();
        }
        receiver.send(RainEvent.of("front-yard.1", BEGINS.change(), BEGINS.time()));
        assertEquals(
            "{\"rain\":\"ON\",\"kind\":\"drops\",\"score\":0.9}", kept(broker, state).toString());
      }
      listen(broker, new MqttConnectionOptions(), "home/derain/status");
      assertEquals("home/derain/status offline", next());
    }
  }

  @Test
  void theBrokerSaysThatWeAreGone() throws Exception {
    try (Broker broker = new Broker(folder, "allow_anonymous true\n")) {
      MqttReceiver receiver = receiver(url(broker));
      receiver.tend();
      listen(broker, new MqttConnectionOptions(), "derain/status");
      assertEquals("derain/status online", next());
      receiver.drop(); // as a process that was killed
      assertEquals("derain/status offline", next());
    }
  }

  @Test
  void userAndPassword() throws Exception {
    Broker.assumeInstalled();
    Path passwords = folder.resolve("passwords");
    Files.writeString(passwords, "derain:s3cr@t/x\n");
    assertEquals(
        0,
        new ProcessBuilder("/usr/bin/mosquitto_passwd", "-U", passwords.toString())
            .start()
            .waitFor());
    try (Broker broker = new Broker(folder, "password_file " + passwords + "\n")) {
      try (MqttReceiver wrong = receiver("mqtt://derain:guess@127.0.0.1:" + broker.port())) {
        String message = assertThrows(IOException.class, wrong::tend).getMessage();
        assertEquals("it refuses the user name or the password", message);
      }
      try (MqttReceiver right = receiver("mqtt://derain:s3cr%40t%2Fx@127.0.0.1:" + broker.port())) {
        right.send(BEGINS);
      }
    }
  }

  @Test
  void byTlsOnlyWithACertificateThatIsBelieved() throws Exception {
    Path key = folder.resolve("key.pem");
    Path certificate = folder.resolve("certificate.pem");
    assertEquals(
        0,
        new ProcessBuilder(
                ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
                        + " -subj /CN=broker -addext subjectAltName=IP:127.0.0.1 -keyout "
                        + key
                        + " -out "
                        + certificate)
                    .split(" "))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start()
            .waitFor());
    String tls = "allow_anonymous true\ncertfile " + certificate + "\nkeyfile " + key + "\n";
    try (Broker broker = new Broker(folder, tls)) {
      MqttAddress address = MqttAddress.of("mqtts://127.0.0.1:" + broker.port());
      try (MqttReceiver right = new MqttReceiver(address, Trust.of(certificate), "1.0")) {
        right.send(BEGINS);
      }
      try (MqttReceiver wrong = new MqttReceiver(address, null, "1.0")) {
        assertThrows(IOException.class, wrong::tend);
      }
      MqttAddress otherName = MqttAddress.of("mqtts://localhost:" + broker.port());
      try (MqttReceiver wrong = new MqttReceiver(otherName, Trust.of(certificate), "1.0")) {
        assertThrows(IOException.class, wrong::tend, "a certificate of another host");
      }
    }
  }
}
