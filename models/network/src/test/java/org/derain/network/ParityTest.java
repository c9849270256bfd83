package org.derain.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.derain.zoo.Contract;
import org.derain.zoo.Gate;
import org.derain.zoo.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network that learns and the network that serves are the same. */
class ParityTest {
  /** Random weights strong enough that the output differs well from the centre frame. */
  private static TorchNetwork network(Tier tier) {
    return network(tier, 0);
  }

  /** The same, with a rain score of which sigmoid's argument is given. */
  private static TorchNetwork network(Tier tier, float score) {
    TorchNetwork network = new TorchNetwork(tier, 3);
    Map<String, float[]> weights = network.values();
    Random random = new Random(5);
    for (String name : weights.keySet()) {
      if (name.startsWith("head") && name.endsWith("weight")) {
        float[] head = weights.get(name);
        for (int i = 0; i < head.length; i++) {
          head[i] = (float) (0.05 * random.nextGaussian());
        }
      }
    }
    Arrays.fill(weights.get("rain.weight"), 0);
    Arrays.fill(weights.get("rain.bias"), score);
    network.load(weights);
    return network;
  }

  @ParameterizedTest
  @CsvSource({
    "nano, 64, 48, 8",
    "base, 64, 48, 8",
    "large, 64, 48, 8",
    "base, 70, 38, 10",
    "tiny, 16, 16, 8",
    "tiny, 2, 2, 8",
    "nano, 70, 38, 8",
    "tiny, 34, 50, 10",
    "nano, 64, 48, 12",
    "experts, 64, 48, 8",
    "experts, 70, 38, 10",
    "live, 64, 48, 8",
    "live, 70, 38, 8",
    "live, 2, 2, 8",
    "live, 34, 50, 10"
  })
  void sameSamplesAtTheBorder(String tierName, int width, int height, int bits) throws Exception {
    Tier tier = Tier.of(tierName);
    Random random = new Random(7);
    int peak = (1 << bits) - 1;
    int[][][] planes = new int[Contract.WINDOW][3][];
    for (int f = 0; f < Contract.WINDOW; f++) {
      for (int p = 0; p < 3; p++) {
        planes[f][p] = random.ints(width * height / (p == 0 ? 1 : 4), 0, peak + 1).toArray();
      }
    }
    try (TorchNetwork network = network(tier)) {
      float[] torchSamples = torch(network, planes, width, height, peak);
      byte[] file = OnnxExport.file(tierName, tier, network.values());
      Model model = Model.of(tierName, null, file);
      assertEquals(tier.window(), model.window());
      int[][][] window = middle(planes, tier);
      int[][] served = serve(model.onnx(bits), window, width, height, bits).planes();
      int worst = 0;
      long changed = 0;
      int at = 0;
      for (int p = 0; p < 3; p++) {
        for (int i = 0; i < served[p].length; i++, at++) {
          int wanted = Math.max(0, Math.min(peak, Math.round(torchSamples[at] * peak)));
          worst = Math.max(worst, Math.abs(wanted - served[p][i]));
          changed += served[p][i] == planes[2][p][i] ? 0 : 1;
        }
      }
      assertTrue(worst <= 1, "differs by " + worst + " levels");
      assertTrue(changed > at / 2, "the network changed only " + changed + " of " + at);
    }
  }

  /** Before rounding: through a 15-bit border one level is 3e-5, so 3 levels are under 1e-4. */
  @Test
  void sameFloats() throws Exception {
    Random random = new Random(9);
    int[][][] planes = new int[Contract.WINDOW][3][];
    for (int f = 0; f < Contract.WINDOW; f++) {
      for (int p = 0; p < 3; p++) {
        planes[f][p] = random.ints(64 * 64 / (p == 0 ? 1 : 4), 12_000, 20_000).toArray();
      }
    }
    for (Tier tier : Tier.ALL) {
      try (TorchNetwork network = network(tier)) {
        float[] wanted = torch(network, planes, 64, 64, 32_767);
        byte[] file = OnnxExport.file(tier.name(), tier, network.values());
        byte[] deep = Model.of(tier.name(), null, file).onnx(15);
        Served all = serve(deep, middle(planes, tier), 64, 64, 15);
        int[][] served = all.planes();
        double worst = 0;
        int at = 0;
        for (int p = 0; p < 3; p++) {
          for (int i = 0; i < served[p].length; i++, at++) {
            double clipped = Math.max(0, Math.min(1, wanted[at]));
            worst = Math.max(worst, Math.abs(clipped - served[p][i] / 32_767.0));
          }
        }
        assertTrue(worst < 1e-4, tier.name() + " differs by " + worst);
        for (float score : all.scores()) {
          assertEquals(wanted[at++], score, 1e-5, tier.name());
          assertTrue(score > 0 && score < 1, tier.name() + " " + score);
        }
      }
    }
  }

  /** What a tier looks at: the frames in the middle. */
  private static int[][][] middle(int[][][] planes, Tier tier) {
    int first = (planes.length - tier.window()) / 2;
    return Arrays.copyOfRange(planes, first, first + tier.window());
  }

  @Test
  void aDryPictureComesOutBitForBit() throws Exception {
    Random random = new Random(11);
    int[][][] planes = new int[Contract.WINDOW][3][];
    for (int f = 0; f < Contract.WINDOW; f++) {
      for (int p = 0; p < 3; p++) {
        planes[f][p] = random.ints(64 * 64 / (p == 0 ? 1 : 4), 0, 256).toArray();
      }
    }
    for (Tier tier : List.of(Tier.NANO, Tier.LIVE)) {
      try (TorchNetwork network = network(tier, -3)) {
        byte[] file = OnnxExport.file(tier.name(), tier, network.values());
        int[][] served = serve(file, middle(planes, tier), 64, 64, 8).planes();
        for (int p = 0; p < 3; p++) {
          assertArrayEquals(planes[Contract.CENTRE][p], served[p], tier.name());
        }
        Served forced = serve(file, middle(planes, tier), 64, 64, 8, Gate.OPEN);
        assertFalse(Arrays.equals(planes[Contract.CENTRE][0], forced.planes()[0]));
        assertEquals(1 / (1 + Math.exp(3)), forced.scores()[0], 1e-6, "the score stays what it is");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"live", "nano"})
  void severalWindowsComeOutAsOneByOne(String name) throws Exception {
    Random random = new Random(13);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Tier tier = Tier.of(name);
    try (TorchNetwork network = network(tier)) {
      byte[] file = OnnxExport.file(name, tier, network.values());
      byte[] two = Model.of(name, null, file).batch(8, 2).orElseThrow();
      Map<String, OnnxTensor> inputs = new HashMap<>();
      int[][][][] alone = new int[2][][][];
      for (int window = 0; window < 2; window++) {
        int[][][] planes = new int[tier.window()][3][];
        for (int f = 0; f < tier.window(); f++) {
          for (int p = 0; p < 3; p++) {
            int side = p == 0 ? 32 : 16;
            planes[f][p] = random.ints(side * side, 0, 256).toArray();
            long[] shape = {1, 1, side, side};
            inputs.put(
                Contract.of(Contract.input(f, p), window),
                tensor(environment, planes[f][p], shape, 8));
          }
        }
        inputs.put(
            Contract.of(Contract.GATE, window),
            OnnxTensor.createTensor(environment, new float[1][1][1][1]));
        alone[window] = planes;
      }
      try (OrtSession session = environment.createSession(two, new OrtSession.SessionOptions());
          OrtSession.Result result = session.run(inputs)) {
        for (int window = 0; window < 2; window++) {
          int[][] wanted = serve(file, alone[window], 32, 32, 8).planes();
          for (int p = 0; p < 3; p++) {
            String plane = Contract.of(Contract.PLANES.get(p), window);
            ByteBuffer bytes = ((OnnxTensor) result.get(plane).orElseThrow()).getByteBuffer();
            for (int i = 0; i < wanted[p].length; i++) {
              assertEquals(wanted[p][i], bytes.get(i) & 255, 1, plane);
            }
          }
        }
      }
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  @Test
  void costIsThatOfTheDescription() {
    assertEquals(5.7, Cost.of(Tier.NANO, 1280, 720).gmac(), 0.2);
    assertEquals(2.1, Cost.of(Tier.LIVE, 1280, 720).gmac(), 0.05);
    assertEquals(27, Cost.of(Tier.BASE, 1280, 720).gmac(), 1);
    try (TorchNetwork network = new TorchNetwork(Tier.NANO, 1)) {
      long values = network.values().values().stream().mapToLong(v -> v.length).sum();
      assertEquals(values, Cost.of(Tier.NANO, 64, 64).parameters());
    }
  }

  /** The samples of the three planes, then rain and types. */
  private static float[] torch(
      TorchNetwork network, int[][][] planes, int width, int height, int peak) {
    float[] luma = new float[Contract.WINDOW * width * height];
    float[] chroma = new float[luma.length / 2];
    int y = 0;
    int uv = 0;
    for (int[][] frame : planes) {
      for (int sample : frame[0]) {
        luma[y++] = (float) sample / peak;
      }
      for (int p = 1; p < 3; p++) {
        for (int sample : frame[p]) {
          chroma[uv++] = (float) sample / peak;
        }
      }
    }
    try (PointerScope scope = new PointerScope()) {
      Tensor l = torch.from_blob(new FloatPointer(luma), 1, 5, height, width);
      Tensor c = torch.from_blob(new FloatPointer(chroma), 1, 10, height / 2, width / 2);
      DerainNetwork.Output<Tensor> output = network.derain(l, c);
      Tensor out = output.frame();
      Tensor first = torch.pixel_shuffle(out.narrow(1, 0, 4), 2).reshape(-1).contiguous();
      Tensor rest = out.narrow(1, 4, 2).reshape(-1).contiguous();
      int all = width * height * 3 / 2;
      float[] samples = new float[all + 1 + Contract.TYPES];
      first.data_ptr_float().get(samples, 0, width * height);
      rest.data_ptr_float().get(samples, width * height, width * height / 2);
      output.rain().contiguous().data_ptr_float().get(samples, all, 1);
      output.types().contiguous().data_ptr_float().get(samples, all + 1, Contract.TYPES);
      return samples;
    }
  }

  /** What ONNX Runtime makes of a file. */
  private record Served(int[][] planes, float[] scores) {}

  private static Served serve(byte[] file, int[][][] planes, int width, int height, int bits)
      throws Exception {
    return serve(file, planes, width, height, bits, Gate.NETWORK);
  }

  private static Served serve(
      byte[] file, int[][][] planes, int width, int height, int bits, Gate gate) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file, new OrtSession.SessionOptions())) {
      Map<String, OnnxTensor> inputs = new HashMap<>();
      for (int f = 0; f < planes.length; f++) {
        for (int p = 0; p < 3; p++) {
          int divide = p == 0 ? 1 : 2;
          long[] shape = {1, 1, height / divide, width / divide};
          inputs.put(Contract.input(f, p), tensor(environment, planes[f][p], shape, bits));
        }
      }
      inputs.put(
          Contract.GATE,
          OnnxTensor.createTensor(environment, new float[][][][] {{{{gate.shift()}}}}));
      int[][] out = new int[3][];
      float[] scores = new float[1 + Contract.TYPES];
      try (OrtSession.Result result = session.run(inputs)) {
        for (int p = 0; p < 3; p++) {
          OnnxTensor plane = (OnnxTensor) result.get(Contract.PLANES.get(p)).orElseThrow();
          ByteBuffer bytes = plane.getByteBuffer().order(ByteOrder.nativeOrder());
          out[p] = new int[planes[0][p].length];
          for (int i = 0; i < out[p].length; i++) {
            out[p][i] = bits == 8 ? bytes.get(i) & 255 : bytes.getShort(2 * i);
          }
        }
        ((OnnxTensor) result.get(Contract.RAIN).orElseThrow()).getFloatBuffer().get(scores, 0, 1);
        ((OnnxTensor) result.get(Contract.TYPE).orElseThrow())
            .getFloatBuffer()
            .get(scores, 1, Contract.TYPES);
      }
      inputs.values().forEach(OnnxTensor::close);
      return new Served(out, scores);
    }
  }

  private static OnnxTensor tensor(
      OrtEnvironment environment, int[] samples, long[] shape, int bits) throws Exception {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(samples.length * (bits == 8 ? 1 : 2))
            .order(ByteOrder.nativeOrder());
    for (int sample : samples) {
      if (bits == 8) {
        bytes.put((byte) sample);
      } else {
        bytes.putShort((short) sample);
      }
    }
    return OnnxTensor.createTensor(
        environment, bytes.rewind(), shape, bits == 8 ? OnnxJavaType.UINT8 : OnnxJavaType.INT16);
  }
}
