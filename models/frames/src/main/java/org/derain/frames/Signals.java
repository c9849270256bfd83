package org.derain.frames;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The signals that ask a process to end. Java answers them with its shutdown, in which ONNX Runtime
 * takes its environment down at once, under networks that still run: so they are caught before.
 * That is done by {@code sun.misc.Signal}, which every JDK has and no compiler wants to see.
 */
public final class Signals {
  private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

  private Signals() {}

  /**
   * Does something on each of these signals, on a thread of its own.
   *
   * @return what gives them back to whoever had them before; null when they cannot be caught
   */
  public static Runnable on(Runnable asked) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, words) -> answer(self, method, words, asked));
      Object ignored = handler.getField("SIG_IGN").get(null);
      Method handle = signal.getMethod("handle", signal, handler);
      Map<Object, Object> before = new LinkedHashMap<>();
      for (String name : NAMES) {
        catchOne(signal, handle, name, ours, ignored, before);
      }
      return () -> giveBack(handle, before);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** What is ignored, as under nohup, stays so; not every system has every signal. */
  private static void catchOne(
      Class<?> signal,
      Method handle,
      String name,
      Object ours,
      Object ignored,
      Map<Object, Object> before)
      throws ReflectiveOperationException {
    try {
      Object one = signal.getConstructor(String.class).newInstance(name);
      Object old = handle.invoke(null, one, ours);
      if (ignored.equals(old)) {
        handle.invoke(null, one, old);
      } else {
        before.put(one, old);
      }
    } catch (java.lang.reflect.InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw e;
      }
    }
  }

  private static void giveBack(Method handle, Map<Object, Object> before) {
    before.forEach(
        (signal, handler) -> {
          try {
            handle.invoke(null, signal, handler);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static Object answer(Object self, Method method, Object[] words, Runnable asked) {
    return switch (method.getName()) {
      case "equals" -> self == words[0];
      case "hashCode" -> System.identityHashCode(self);
      case "toString" -> "signals of Derain";
      default -> {
        asked.run();
        yield null;
      }
    };
  }
}
