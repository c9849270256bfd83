package org.derain.app.live;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * The signals that ask a process to end. Java answers them with its shutdown, in which ONNX Runtime
 * takes its environment down at once, under networks that still run: so they are caught before.
 * That is done by {@code sun.misc.Signal}, which every JDK has and no compiler wants to see.
 */
final class Signals {
  private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

  private Signals() {}

  /** Does something on each of these signals, on a thread of its own; false when that cannot be. */
  static boolean on(Runnable asked) {
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
      for (String name : NAMES) {
        catchOne(signal, handle, name, ours, ignored);
      }
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** What is ignored, as under nohup, stays so; not every system has every signal. */
  private static void catchOne(
      Class<?> signal, Method handle, String name, Object ours, Object ignored)
      throws ReflectiveOperationException {
    try {
      Object one = signal.getConstructor(String.class).newInstance(name);
      Object before = handle.invoke(null, one, ours);
      if (ignored.equals(before)) {
        handle.invoke(null, one, before);
      }
    } catch (java.lang.reflect.InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw e;
      }
    }
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
