package org.derain.network;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The numbers of a tier as words, as the metadata of an ONNX file holds them. */
final class TierText {
  private static final RecordComponent[] KEYS = Tier.class.getRecordComponents();

  private TierText() {}

  static String of(Tier tier) {
    return values(tier).entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  static Tier with(Tier tier, Map<String, Integer> numbers) {
    Map<String, Object> values = values(tier);
    if (!values.keySet().containsAll(numbers.keySet()) || numbers.containsKey("name")) {
      throw new IllegalArgumentException("a tier has " + values.keySet() + ", not " + numbers);
    }
    values.putAll(numbers);
    return tier(values);
  }

  static int number(Tier tier, String key) {
    if (values(tier).get(key) instanceof Integer number) {
      return number;
    }
    throw new IllegalArgumentException("a tier has no number " + key);
  }

  static Tier parse(String text) {
    try {
      Map<String, String> words =
          Stream.of(text.split(" "))
              .map(word -> word.split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
      Map<String, Object> values = new LinkedHashMap<>();
      for (RecordComponent key : KEYS) {
        String word = words.get(key.getName());
        values.put(key.getName(), key.getType() == int.class ? Integer.valueOf(word) : word);
      }
      return tier(values);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("not the sizes of a network: " + text, e);
    }
  }

  private static Map<String, Object> values(Tier tier) {
    Map<String, Object> values = new LinkedHashMap<>();
    try {
      for (RecordComponent key : KEYS) {
        values.put(key.getName(), key.getAccessor().invoke(tier));
      }
      return values;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Tier tier(Map<String, Object> values) {
    Class<?>[] types = Arrays.stream(KEYS).map(RecordComponent::getType).toArray(Class[]::new);
    try {
      return Tier.class.getDeclaredConstructor(types).newInstance(values.values().toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
