package org.derain.pipeline.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.derain.zoo.Contract;
import org.derain.zoo.Gate;

/** Where a session reads how readily rain is taken off, window by window. */
final class GateTensors implements AutoCloseable {
  private static final long[] SHAPE = {1, 1, 1, 1};

  private final FloatBuffer[] shifts;
  private final OnnxTensor[] tensors;

  /** For a session that takes so many windows at once. */
  GateTensors(OrtEnvironment environment, int windows) {
    shifts = new FloatBuffer[windows];
    tensors = new OnnxTensor[windows];
    try {
      for (int i = 0; i < windows; i++) {
        shifts[i] =
            ByteBuffer.allocateDirect(Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
        tensors[i] = OnnxTensor.createTensor(environment, shifts[i], SHAPE);
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Sets the gate of a window and names it as an input.
   *
   * @param naming from the contract's names to those of the session
   */
  void set(int window, Gate gate, Map<String, OnnxTensor> inputs, UnaryOperator<String> naming) {
    shifts[window].put(0, gate.shift());
    inputs.put(naming.apply(Contract.GATE), tensors[window]);
  }

  @Override
  public void close() {
    for (OnnxTensor tensor : tensors) {
      tensor.close();
    }
  }
}
