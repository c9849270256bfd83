package org.derain.app.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Addresses of brokers. */
class MqttAddressTest {
  @Test
  void whatIsNotSaidIsUsual() {
    assertEquals(
        new MqttAddress(false, "broker", 1883, null, null, "derain"),
        MqttAddress.of("mqtt://broker"));
    assertEquals(
        new MqttAddress(true, "broker", 8883, "u", null, "derain"),
        MqttAddress.of("mqtts://u@broker/"));
    assertEquals(
        new MqttAddress(false, "b", 1, "u", "p:@+/", "home/rain"),
        MqttAddress.of("mqtt://u:p:%40+%2F@b:1/home/rain/"));
  }

  @Test
  void whatIsWrongIsOneLineWithoutThePassword() {
    for (String wrong :
        List.of(
            "broker",
            "http://u:hunter2@b",
            "mqtt://u:hunter2@b/#",
            "mqtt://u:hunter2@b/a b",
            "mqtt://u:hunter2@b/%23",
            "mqtt://u:hun#ter2@b",
            "mqtt:///x")) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> MqttAddress.of(wrong), wrong)
              .getMessage();
      assertFalse(message.contains("hun"), message);
    }
  }

  @Test
  void isShownWithoutThePassword() {
    assertEquals("mqtt://b:1883", MqttAddress.of("mqtt://u:hunter2@b/t").toString());
  }
}
