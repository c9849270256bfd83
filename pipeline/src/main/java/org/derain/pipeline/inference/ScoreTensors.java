package org.derain.pipeline.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import org.derain.zoo.Contract;
import org.derain.zoo.RainScore;

/** Where a session writes how much and what rain it saw. */
final class ScoreTensors implements AutoCloseable {
  private final FloatBuffer rain;
  private final FloatBuffer types;
  private final OnnxTensor rainTensor;
  private final OnnxTensor typeTensor;

  /**
   * For one session.
   *
   * @param typed whether its network tells types apart
   * @param windows that it takes at once
   */
  ScoreTensors(OrtEnvironment environment, boolean typed, int windows) {
    rain = floats(windows);
    types = floats(windows * Contract.TYPES);
    try {
      rainTensor = OnnxTensor.createTensor(environment, rain, new long[] {windows});
      long[] all = {(long) windows * Contract.TYPES};
      typeTensor = typed ? OnnxTensor.createTensor(environment, types, all) : null;
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /** Names them as outputs. */
  void name(Map<String, OnnxTensor> outputs) {
    outputs.put(Contract.RAIN, rainTensor);
    if (typeTensor != null) {
      outputs.put(Contract.TYPE, typeTensor);
    }
  }

  /** What the last run wrote for a window. */
  RainScore read(int window) {
    int at = window * Contract.TYPES;
    return typeTensor == null
        ? RainScore.of(rain.get(window))
        : new RainScore(rain.get(window), types.get(at), types.get(at + 1), types.get(at + 2));
  }

  @Override
  public void close() {
    rainTensor.close();
    if (typeTensor != null) {
      typeTensor.close();
    }
  }
}
