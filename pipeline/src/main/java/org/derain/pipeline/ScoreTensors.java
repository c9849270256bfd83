package org.derain.pipeline;

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
  private final FloatBuffer rain = floats(1);
  private final FloatBuffer types = floats(Contract.TYPES);
  private final OnnxTensor rainTensor;
  private final OnnxTensor typeTensor;

  /**
   * For one session.
   *
   * @param typed whether its network tells types apart
   */
  ScoreTensors(OrtEnvironment environment, boolean typed) {
    try {
      rainTensor = OnnxTensor.createTensor(environment, rain, new long[] {1});
      typeTensor =
          typed ? OnnxTensor.createTensor(environment, types, new long[] {Contract.TYPES}) : null;
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

  /** What the last run wrote. */
  RainScore read() {
    return typeTensor == null
        ? RainScore.of(rain.get(0))
        : new RainScore(rain.get(0), types.get(0), types.get(1), types.get(2));
  }

  @Override
  public void close() {
    rainTensor.close();
    if (typeTensor != null) {
      typeTensor.close();
    }
  }
}
