package org.derain.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.derain.frames.TimeStatistics;
import org.derain.zoo.GlassContract;
import org.junit.jupiter.api.Test;

/** libtorch and ONNX Runtime say the same about what covers the glass. */
class GlassParityTest {
  private static final int ROWS = 32;
  private static final int COLUMNS = 48;

  @Test
  void bothComputeTheSame() throws Exception {
    float[] statistics = new float[TimeStatistics.CHANNELS * ROWS * COLUMNS];
    Random random = new Random(3);
    for (int i = 0; i < statistics.length; i++) {
      statistics[i] = (float) random.nextGaussian();
    }
    long[] shape = {1, TimeStatistics.CHANNELS, ROWS, COLUMNS};
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (PointerScope scope = new PointerScope();
        GlassFinder network = new GlassFinder(8);
        OrtSession session =
            environment.createSession(
                GlassFinder.onnx(network.values()), new OrtSession.SessionOptions());
        OnnxTensor in = OnnxTensor.createTensor(environment, FloatBuffer.wrap(statistics), shape);
        OrtSession.Result result = session.run(Map.of(GlassContract.IN, in))) {
      FloatBuffer served = ((OnnxTensor) result.get(0)).getFloatBuffer();
      FloatPointer learned =
          network.logits(Device.CPU.of(statistics, shape)).sigmoid().contiguous().data_ptr_float();
      double spread = 0;
      for (int i = 0; i < ROWS * COLUMNS; i++) {
        assertEquals(learned.get(i), served.get(i), 1e-5, "place " + i);
        spread = Math.max(spread, Math.abs(served.get(i) - served.get(0)));
      }
      assertTrue(spread > 0.01, "all places the same");
    }
  }

  @Test
  void theFileGivesItsWeightsBack() {
    try (GlassFinder network = new GlassFinder(8)) {
      Map<String, float[]> values = network.values();
      Map<String, float[]> read = GlassFinder.values(GlassFinder.onnx(values));
      assertEquals(values.keySet(), read.keySet());
      values.forEach((name, array) -> assertArrayEquals(array, read.get(name), name));
    }
  }

  @Test
  void weightsOfAnotherShapeAreRefused() {
    try (GlassFinder network = new GlassFinder(8)) {
      Map<String, float[]> values = network.values();
      values.put("stem.bias", new float[3]);
      assertThrows(IllegalArgumentException.class, () -> network.load(values));
    }
  }
}
