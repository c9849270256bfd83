package org.derain.pipeline.clean;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.derain.pipeline.codec.Codec;
import org.derain.zoo.Model;

/**
 * What decides the result of a job, by name. Records sign themselves, component by component: what
 * is added to one is signed without anybody thinking of it.
 */
public final class Signature {
  private final Map<String, String> all = new LinkedHashMap<>();

  /** Adds one thing; a name that is there already then has both values, where they differ. */
  public Signature with(String name, String value) {
    all.merge(name, value, (one, other) -> one.equals(other) ? one : one + " and " + other);
    return this;
  }

  /** Adds names and values. */
  public Signature with(Map<String, String> more) {
    more.forEach(this::with);
    return this;
  }

  /** Adds every component of a record under its name. */
  public Signature with(Record record) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      with(component.getName(), text(value(record, component)));
    }
    return this;
  }

  private static Object value(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(record.getClass() + " keeps a component to itself", e);
    }
  }

  private static String text(Object value) {
    if (value instanceof Model model) {
      CRC32 crc = new CRC32();
      crc.update(model.onnx(8));
      return model.name() + " " + Long.toHexString(crc.getValue());
    }
    return value instanceof Codec codec ? codec.label() : String.valueOf(value);
  }

  /** Everything, in the order in which it was added. */
  public Map<String, String> all() {
    return all;
  }
}
