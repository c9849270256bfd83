package org.derain.rain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Collectors;
import org.derain.frames.MediaException;

/** Parameters as text and back, exactly. */
final class RainJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  private RainJson() {}

  static String write(RainParameters parameters) {
    try {
      return MAPPER.writeValueAsString(parameters);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static RainParameters parse(String json) {
    try {
      RainParameters parameters = MAPPER.readValue(json, RainParameters.class);
      if (parameters == null) {
        throw new MediaException("rain parameters: nothing in it");
      }
      return parameters;
    } catch (UnrecognizedPropertyException e) {
      throw new MediaException("rain parameters: unknown key '" + path(e) + "'", e);
    } catch (ValueInstantiationException e) {
      String reason = e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
      throw new MediaException("rain parameters: " + prefix(e) + reason, e);
    } catch (JsonMappingException e) {
      throw new MediaException("rain parameters: " + prefix(e) + plain(e), e);
    } catch (JsonProcessingException e) {
      throw new MediaException(
          "rain parameters: line " + e.getLocation().getLineNr() + ": " + plain(e), e);
    }
  }

  private static String plain(JsonProcessingException e) {
    String line = e.getOriginalMessage().lines().findFirst().orElse("");
    return line.startsWith("Cannot map `null` into type") ? "missing" : line;
  }

  private static String prefix(JsonMappingException e) {
    return e.getPath().isEmpty() ? "" : path(e) + ": ";
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
        .collect(Collectors.joining("."));
  }
}
