package org.derain.app.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.derain.pipeline.weather.RainChange;
import org.derain.pipeline.weather.RainChange.What;
import org.derain.zoo.RainScore.Type;
import org.junit.jupiter.api.Test;

/** Web hooks on the wire: what comes, that nothing is lost, and who may have sent it. */
class WebHookTest {
  private static final String SECRET = "correct horse battery staple";
  private static final RainEvent EVENT =
      RainEvent.of(
          "yard",
          new RainChange(What.BEGINS, Type.STREAKS, 0.8347),
          Instant.parse("2026-01-31T23:59:59.1234Z"));

  private final FakeClock clock = new FakeClock();
  private final List<String> notes = new ArrayList<>();

  private Outbox outbox(String url, String secret) {
    return new Outbox(new WebHook(new HookAddress(url, secret), null), clock, notes::add);
  }

  @Test
  void anHourWithItsReceiverAwayForAMinuteLosesNothing() throws Exception {
    try (HookServer server = new HookServer()) {
      Outbox outbox = outbox(server.url(), SECRET);
      ScriptedHour.play(
          clock,
          "yard",
          outbox::add,
          second -> {
            if (second == ScriptedHour.AWAY) {
              server.end();
            } else if (second == ScriptedHour.BACK) {
              assertEquals(2, outbox.waiting());
              server.begin();
            }
            outbox.attempt();
          });
      assertEquals(ScriptedHour.TOLD, ScriptedHour.summary(server.messages));
      Set<String> ids = new HashSet<>();
      server.messages.forEach(message -> ids.add(message.path("id").asText()));
      assertEquals(ScriptedHour.TOLD.size(), ids.size());
      assertEquals(2, notes.size(), notes.toString());
      assertTrue(notes.get(0).contains("cannot be reached"), notes.get(0));
      assertTrue(notes.get(1).endsWith("and has every rain event"), notes.get(1));
    }
  }

  @Test
  void theBodyIsJsonAndSigned() throws Exception {
    try (HookServer server = new HookServer()) {
      Outbox outbox = outbox(server.url(), SECRET);
      outbox.add(EVENT);
      outbox.attempt();
      HookServer.Request request = server.requests.get(0);
      assertEquals(
          "{\"id\":\""
              + EVENT.id()
              + "\",\"event\":\"begins\",\"camera\":\"yard\","
              + "\"raining\":true,\"kind\":\"streaks\",\"score\":0.835,"
              + "\"time\":\"2026-01-31T23:59:59.123Z\"}",
          new String(request.body(), StandardCharsets.UTF_8));
      assertEquals("application/json", request.header("Content-Type"));
      assertEquals(EVENT.id(), request.header("Derain-Event-Id"));
      String signature = request.header("Derain-Signature");
      String time = signature.replaceFirst("t=(\\d+),v1=[0-9a-f]{64}", "$1");
      assertTrue(Math.abs(Long.parseLong(time) - Instant.now().getEpochSecond()) < 3600, time);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
      String right = HexFormat.of().formatHex(mac.doFinal(request.body()));
      assertEquals("t=" + time + ",v1=" + right, signature);
    }
  }

  /** Figures of openssl: printf '1767225600.{}' | openssl dgst -sha256 -hmac KEY. */
  @Test
  void theSignatureIsThatOfOthers() {
    assertEquals(
        "t=1767225600,v1=cccc3f62516e925d42f974877bfa48a473185b2ce57fab8db5fcf18e8467689a",
        HookSignature.of(SECRET, 1767225600, "{}".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void withoutASecretNothingIsSigned() throws Exception {
    try (HookServer server = new HookServer()) {
      Outbox outbox = outbox(server.url(), null);
      outbox.add(EVENT);
      outbox.attempt();
      assertNull(server.requests.get(0).header("Derain-Signature"));
    }
  }

  @Test
  void userAndPasswordOfTheAddressAreSentAsBasic() throws Exception {
    try (HookServer server = new HookServer()) {
      Outbox outbox = outbox(server.url().replace("://", "://ann:p%40ss+1@"), null);
      outbox.add(EVENT);
      outbox.attempt();
      assertEquals("Basic YW5uOnBAc3MrMQ==", server.requests.get(0).header("Authorization"));
    }
  }

  @Test
  void whatIsRefusedForGoodHoldsNothingUp() throws Exception {
    try (HookServer server = new HookServer()) {
      Outbox outbox = outbox(server.url(), null);
      server.status = 422;
      outbox.add(EVENT);
      outbox.attempt();
      assertEquals(0, outbox.waiting());
      assertTrue(notes.get(0).contains("it answers 422"), notes.get(0));
      assertFalse(notes.get(0).contains("abc"), "the path of a web hook is a secret");
    }
  }

  @Test
  void whatIsRefusedForNowIsTriedAgainLaterAndLater() throws Exception {
    try (HookServer server = new HookServer()) {
      Outbox outbox = outbox(server.url(), null);
      server.status = 503;
      outbox.add(EVENT);
      for (int second = 0; second < 600; second++) {
        clock.second(second);
        outbox.attempt();
      }
      int tries = server.requests.size();
      assertTrue(tries > 20 && tries < 60, tries + " tries in ten minutes");
      server.status = 200;
      clock.second(700);
      outbox.attempt();
      assertEquals(1, server.messages.size());
    }
  }
}
