package org.derain.network;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The numbers of a tier as words, as the metadata of an ONNX file holds them. */
final class TierText {
  private static final RecordComponent[] KEYS = Tier.class.getRecordComponents();

  private TierText() {}

  static String of(Tier tier) {
    return Stream.of(KEYS)
        .map(key -> key.getName() + "=" + value(tier, key))
        .collect(Collectors.joining(" "));
  }

  private static Object value(Tier tier, RecordComponent key) {
    try {
      return key.getAccessor().invoke(tier);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static Tier parse(String text) {
    try {
      Map<String, String> words =
          Stream.of(text.split(" "))
              .map(word -> word.split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
      Object[] values =
          Stream.of(KEYS)
              .map(
                  key ->
                      key.getType() == int.class
                          ? (Object) Integer.valueOf(words.get(key.getName()))
                          : words.get(key.getName()))
              .toArray();
      Class<?>[] types = Arrays.stream(KEYS).map(RecordComponent::getType).toArray(Class[]::new);
      return Tier.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalArgumentException("not the sizes of a network: " + text, e);
    }
  }
}
