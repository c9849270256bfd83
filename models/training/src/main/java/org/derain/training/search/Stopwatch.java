package org.derain.training.search;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.derain.frames.MediaException;
import org.derain.network.OnnxExport;
import org.derain.network.TorchNetwork;
import org.derain.training.config.Search;
import org.derain.zoo.Contract;

/**
 * How long a candidate takes for a frame on this machine: its exported graph, run by ONNX Runtime
 * on the processor with the options that serving has. What it has learned does not matter for that.
 */
final class Stopwatch {
  private static final int WARM = 2;
  private static final int RUNS = 9;

  private final Search search;
  private final OrtEnvironment environment =
      OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);

  Stopwatch(Search search) {
    this.search = search;
  }

  /** The median of some runs, in milliseconds. */
  double milliseconds(Candidate candidate) {
    byte[] onnx;
    try (TorchNetwork network = new TorchNetwork(candidate.tier(), 1)) {
      onnx = OnnxExport.file("candidate", candidate.tier(), network.values());
    }
    int width = candidate.seen(search.width());
    int height = candidate.seen(search.height());
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try (SessionOptions options = options(width, height);
        OrtSession session = environment.createSession(onnx, options)) {
      Random random = new Random(1);
      for (int frame = 0; frame < candidate.tier().window(); frame++) {
        for (int plane = 0; plane < Contract.PLANES.size(); plane++) {
          int half = plane == 0 ? 1 : 2;
          inputs.put(Contract.input(frame, plane), samples(width / half, height / half, random));
        }
      }
      inputs.put(Contract.GATE, OnnxTensor.createTensor(environment, new float[][][][] {{{{1}}}}));
      double[] times = new double[RUNS];
      for (int i = -WARM; i < RUNS; i++) {
        long start = System.nanoTime();
        session.run(inputs).close();
        times[Math.max(0, i)] = (System.nanoTime() - start) / 1e6;
      }
      Arrays.sort(times);
      return times[RUNS / 2];
    } catch (OrtException e) {
      throw new MediaException("a candidate cannot be timed: " + e.getMessage(), e);
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private SessionOptions options(int width, int height) throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setSymbolicDimensionValue(Contract.LUMA_SIDES.get(0), height);
    options.setSymbolicDimensionValue(Contract.LUMA_SIDES.get(1), width);
    options.setSymbolicDimensionValue(Contract.CHROMA_SIDES.get(0), height / 2);
    options.setSymbolicDimensionValue(Contract.CHROMA_SIDES.get(1), width / 2);
    options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
    options.setIntraOpNumThreads(search.threads());
    options.setMemoryPatternOptimization(false);
    options.addConfigEntry("session.set_denormal_as_zero", "1");
    return options;
  }

  private OnnxTensor samples(int width, int height, Random random) throws OrtException {
    byte[] bytes = new byte[width * height];
    random.nextBytes(bytes);
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.nativeOrder());
    buffer.put(bytes).rewind();
    return OnnxTensor.createTensor(
        environment, buffer, new long[] {1, 1, height, width}, OnnxJavaType.UINT8);
  }
}
