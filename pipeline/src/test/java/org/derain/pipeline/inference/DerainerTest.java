package org.derain.pipeline.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.derain.frames.FrameFormat;
import org.derain.frames.MediaException;
import org.derain.frames.Picture;
import org.derain.zoo.Contract;
import org.derain.zoo.Gate;
import org.derain.zoo.Identity;
import org.derain.zoo.Model;
import org.derain.zoo.RainScore;
import org.derain.zoo.Zoo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way through ONNX Runtime: planes in, the same planes out, at every depth. */
class DerainerTest {
  private static final DerainerOptions CPU =
      DerainerOptions.defaults().withDevice(Device.CPU).withThreads(1);

  private final List<String> notes = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "16,16,8,2,5",
    "2,2,8,2,5",
    "66,34,8,0,5",
    "64,48,10,4,5",
    "16,16,10,2,5",
    "32,18,12,1,5",
    "32,18,8,0,3",
    "32,18,10,2,3"
  })
  void theIdentityReturnsTheFrameOfItsIndex(
      int width, int height, int bits, int frame, int frames) {
    FrameFormat format = new FrameFormat(width, height, bits);
    Picture[] window = new Picture[frames];
    Random random = new Random(3);
    for (int i = 0; i < frames; i++) {
      window[i] = noise(format, random);
    }
    Model model = Model.of("identity", null, Identity.onnx(frame, RainScore.of(0), frames));
    try (Derainer derainer = new Derainer(model, format, CPU, notes::add);
        Scorer scorer = new Scorer(model, format, CPU, notes::add);
        Picture into = new Picture(format)) {
      for (int round = 0; round < 2; round++) {
        into.copyFrom(window[(frame + 1) % frames]);
        assertEquals(RainScore.of(0), derainer.derain(window, into));
        assertEquals(window[frame].buffer(), into.buffer());
      }
      assertEquals(frames, derainer.window());
      assertEquals(RainScore.of(0), scorer.score(window));
      Picture[] wrong = Arrays.copyOf(window, 8 - frames);
      String objection =
          assertThrows(RuntimeException.class, () -> derainer.derain(wrong, into)).getMessage();
      assertTrue(objection.contains("a window has " + frames + " frames"), objection);
    }
    for (Picture picture : window) {
      picture.close();
    }
  }

  @Test
  void saysHowMuchAndWhatRainThereIs() {
    FrameFormat format = new FrameFormat(16, 16, 8);
    RainScore score = new RainScore(0.75f, 0.25f, 0.5f, 0.875f);
    Model model = Model.of("wet", null, Identity.onnx(2, score));
    try (Derainer derainer = new Derainer(model, format, CPU, notes::add);
        Scorer scorer = new Scorer(model, format, CPU, notes::add);
        Picture frame = noise(format, new Random(1));
        Picture into = new Picture(format)) {
      Picture[] window = {frame, frame, frame, frame, frame};
      assertEquals(score, derainer.derain(window, into));
      assertEquals(score, scorer.score(window));
      assertEquals(RainScore.Type.DROPS, score.type());
    }
  }

  /** The frames in the middle of five that a network looks at. */
  private static Picture[] seen(Picture[] five, Derainer derainer) {
    int side = derainer.window() / 2;
    return Arrays.copyOfRange(five, 2 - side, 3 + side);
  }

  /** Several windows in one run give what they give one by one, but for the order of sums. */
  @ParameterizedTest
  @CsvSource({"64,48,8", "34,66,8", "46,30,10"})
  void severalAtOnceComeOutAsOneByOne(int width, int height, int bits) {
    FrameFormat format = new FrameFormat(width, height, bits);
    Random random = new Random(7);
    List<Picture[]> windows = new ArrayList<>();
    List<Picture> into = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Picture[] window = new Picture[5];
      java.util.Arrays.setAll(
          window, frame -> streaks(format, 0.25 + 0.05 * windows.size(), random));
      windows.add(window);
      into.add(new Picture(format));
    }
    for (String name : Zoo.names()) {
      try (Derainer derainer = new Derainer(Zoo.load(name), format, CPU, notes::add);
          Picture alone = new Picture(format)) {
        assertEquals(1, derainer.together());
        derainer.batch(5);
        assertEquals(4, derainer.together());
        List<Picture[]> seen = windows.stream().map(five -> seen(five, derainer)).toList();
        List<RainScore> scores =
            derainer.derainAll(seen, into, Collections.nCopies(windows.size(), Gate.NETWORK));
        int changed = 0;
        for (int i = 0; i < 7; i++) {
          RainScore score = derainer.derain(seen.get(i), alone);
          assertEquals(score.rain(), scores.get(i).rain(), 1e-4, name);
          assertEquals(score.streaks(), scores.get(i).streaks(), 1e-4, name);
          assertEquals(score.drops(), scores.get(i).drops(), 1e-4, name);
          assertTrue(farthest(alone, into.get(i)) <= 1, name + " window " + i);
          changed += farthest(alone, windows.get(i)[2]) > 1 ? 1 : 0;
        }
        assertTrue(changed > 0, name + " leaves all as it is: nothing is compared");
      }
    }
    windows.forEach(window -> List.of(window).forEach(Picture::close));
    into.forEach(Picture::close);
  }

  /**
   * What the shipped networks were before there was a gate: the score goes to the ramp as it is.
   */
  private static Model ungated(Model model) throws IOException {
    ModelProto.Builder old = ModelProto.parseFrom(model.onnx(8)).toBuilder();
    old.getMetadataPropsBuilder(0).setValue(Contract.UNGATED_VERSION);
    GraphProto.Builder graph = old.getGraphBuilder();
    graph.removeInput(graph.getInputCount() - 1);
    int joins = 0;
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      if (node.getInputList().contains(Contract.GATE)) {
        String score = node.getInput(1 - node.getInputList().indexOf(Contract.GATE));
        node.setOpType("Identity").clearInput().addInput(score);
        joins++;
      }
    }
    assertEquals(1, joins);
    return Model.of(model.name() + " of before", null, old.build().toByteArray());
  }

  private static final class Window implements AutoCloseable {
    final Picture[] frames = new Picture[5];
    final Picture into;

    Window(FrameFormat format, double light, int seed) {
      Random random = new Random(seed);
      java.util.Arrays.setAll(frames, i -> streaks(format, light, random));
      into = new Picture(format);
    }

    @Override
    public void close() {
      List.of(frames).forEach(Picture::close);
      into.close();
    }
  }

  @Test
  void aClosedGateLeavesEverythingAnOpenOneTakesAllAndTheDefaultIsTheNetworkOfBefore()
      throws IOException {
    FrameFormat format = new FrameFormat(64, 48, 8);
    for (String name : Zoo.names()) {
      Model model = Zoo.load(name);
      try (Window w = new Window(format, 0.4, 7);
          Picture before = new Picture(format);
          Derainer old = new Derainer(ungated(model), format, CPU, notes::add);
          Derainer derainer = new Derainer(model, format, CPU, notes::add)) {
        RainScore score = old.derain(seen(w.frames, old), before);
        assertEquals(score, derainer.derain(seen(w.frames, derainer), w.into));
        assertEquals(before.buffer(), w.into.buffer());
        int least = farthest(w.frames[2], before);
        for (Gate gate : List.of(new Gate(0), Gate.OPEN)) {
          w.into.copyFrom(w.frames[1]);
          assertEquals(score, derainAll(derainer, w, gate), "the score itself is not overruled");
          int change = farthest(w.frames[2], w.into);
          boolean open = gate.equals(Gate.OPEN);
          assertTrue(open ? change > 1 && change >= least : change == 0, name + " " + change);
        }
      }
    }
    assertEquals(List.of(), notes);
  }

  private static RainScore derainAll(Derainer derainer, Window w, Gate gate) {
    return derainer
        .derainAll(
            Collections.singletonList(seen(w.frames, derainer)), List.of(w.into), List.of(gate))
        .get(0);
  }

  /** Cameras share a network, and each has a gate of its own. */
  @Test
  void eachWindowOfARunHasItsOwnGate() {
    FrameFormat format = new FrameFormat(64, 48, 8);
    try (Window left = new Window(format, 0.4, 7);
        Window right = new Window(format, 0.4, 7);
        Derainer derainer = new Derainer(Zoo.load("nano"), format, CPU, notes::add)) {
      derainer.batch(2);
      assertEquals(2, derainer.together());
      derainer.derainAll(
          List.of(seen(left.frames, derainer), seen(right.frames, derainer)),
          List.of(left.into, right.into),
          List.of(new Gate(0), Gate.OPEN));
      assertEquals(0, farthest(left.frames[2], left.into));
      assertTrue(farthest(right.frames[2], right.into) > 1);
    }
  }

  @Test
  void aModelOfBeforeCannotBeOverruledAndThatIsSaid() throws IOException {
    FrameFormat format = new FrameFormat(64, 48, 8);
    Model old = ungated(Zoo.load("nano"));
    String message =
        assertThrows(
                MediaException.class,
                () -> new Derainer(old, format, CPU.withGate(Gate.OPEN), notes::add))
            .getMessage();
    assertTrue(message.startsWith("model nano of before cannot be overruled: "), message);
    try (Window w = new Window(format, 0.4, 7);
        Derainer derainer = new Derainer(old, format, CPU, notes::add)) {
      derainer.derain(seen(w.frames, derainer), w.into);
      assertEquals(List.of(), notes);
      derainAll(derainer, w, Gate.OPEN);
      derainAll(derainer, w, Gate.OPEN);
      assertEquals(List.of(message), notes);
    }
  }

  /** The largest difference of two samples. */
  private static int farthest(Picture a, Picture b) {
    int bytes = a.format().sampleBytes();
    int most = 0;
    for (int at = 0; at < a.format().bytes(); at += bytes) {
      most = Math.max(most, Math.abs(get(a, at, bytes) - get(b, at, bytes)));
    }
    return most;
  }

  @Test
  void aModelThatIsNotKnownInsideStaysAtOneByOne() {
    FrameFormat format = new FrameFormat(16, 16, 8);
    try (Derainer derainer = new Derainer(Identity.model(2), format, CPU, notes::add)) {
      derainer.batch(4);
      assertEquals(1, derainer.together());
    }
  }

  @Test
  void aModelWithoutTypesSeesStreaks() throws IOException {
    FrameFormat format = new FrameFormat(16, 16, 8);
    ModelProto.Builder old = ModelProto.parseFrom(Identity.onnx(2, 0.75f)).toBuilder();
    old.getMetadataPropsBuilder(0).setValue("1");
    old.getGraphBuilder().removeInput(15).removeOutput(4);
    Model model = Model.of("old", null, old.build().toByteArray());
    try (Derainer derainer = new Derainer(model, format, CPU, notes::add);
        Scorer scorer = new Scorer(model, format, CPU, notes::add);
        Picture frame = noise(format, new Random(1));
        Picture into = new Picture(format)) {
      Picture[] window = {frame, frame, frame, frame, frame};
      assertEquals(RainScore.of(0.75f), derainer.derain(window, into));
      assertEquals(RainScore.of(0.75f), scorer.score(window));
    }
  }

  /** The part of a network that scores is the same network: equal but for the order of sums. */
  @ParameterizedTest
  @CsvSource({"64,48,8", "34,66,10"})
  void theScorerSaysWhatTheWholeNetworkSays(int width, int height, int bits) {
    FrameFormat format = new FrameFormat(width, height, bits);
    Picture[] window = new Picture[5];
    Random random = new Random(5);
    for (int i = 0; i < 5; i++) {
      window[i] = noise(format, random);
    }
    for (String name : Zoo.names()) {
      Model model = Zoo.load(name);
      try (Derainer derainer = new Derainer(model, format, CPU, notes::add);
          Scorer scorer = new Scorer(model, format, CPU, notes::add);
          Picture into = new Picture(format)) {
        Picture[] seen = seen(window, derainer);
        RainScore whole = derainer.derain(seen, into);
        RainScore part = scorer.score(seen);
        assertEquals(whole.rain(), part.rain(), 1e-4, name);
        assertEquals(whole.streaks(), part.streaks(), 1e-4, name);
        assertEquals(whole.night(), part.night(), 1e-4, name);
        assertEquals(whole.drops(), part.drops(), 1e-4, name);
      }
    }
    for (Picture picture : window) {
      picture.close();
    }
  }

  @Test
  void autoFallsBackToTheCpuAndSaysSoOnce() {
    FrameFormat format = new FrameFormat(16, 16, 8);
    try (Derainer derainer =
        new Derainer(Identity.model(2), format, DerainerOptions.defaults(), notes::add)) {
      if (derainer.device() == Device.CPU) {
        assertEquals(1, notes.size());
        assertTrue(notes.get(0).startsWith("running on the CPU: "), notes.get(0));
      } else {
        assertEquals(List.of(), notes);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"CUDA", "TENSORRT"})
  void aDeviceThatIsNotThereSaysWhatIsMissing(Device device) {
    DerainerOptions options = CPU.withDevice(device);
    FrameFormat format = new FrameFormat(16, 16, 8);
    try (Derainer derainer = new Derainer(Identity.model(2), format, options, notes::add)) {
      assertEquals(device, derainer.device());
    } catch (MediaException e) {
      assertTrue(e.getMessage().startsWith("device " + device), e.getMessage());
      assertTrue(e.getMessage().matches(".*(build with -Pgpu|needs an NVIDIA).*"), e.getMessage());
    }
  }

  @Test
  void aGraphThatDoesNotLoadIsRefusedWithTheReason() throws IOException {
    ModelProto.Builder broken = ModelProto.parseFrom(Identity.onnx(2, 0)).toBuilder();
    broken.getGraphBuilder().getNodeBuilder(1).setOpType("NoSuchOperator");
    Model model = Model.of("broken", null, broken.build().toByteArray());
    MediaException e =
        assertThrows(
            MediaException.class,
            () -> new Derainer(model, new FrameFormat(16, 16, 8), CPU, notes::add));
    assertTrue(e.getMessage().startsWith("cannot load model broken: "), e.getMessage());
    assertTrue(e.getMessage().contains("NoSuchOperator"), e.getMessage());
  }

  @Test
  void aPictureOfAnotherFormatIsRefused() {
    FrameFormat format = new FrameFormat(16, 16, 8);
    try (Derainer derainer = new Derainer(Identity.model(2), format, CPU, notes::add);
        Picture frame = new Picture(new FrameFormat(18, 16, 8));
        Picture into = new Picture(format)) {
      Picture[] window = {frame, frame, frame, frame, frame};
      assertThrows(IllegalArgumentException.class, () -> derainer.derain(window, into));
    }
  }

  /** A grey picture with short bright lines. */
  private static Picture streaks(FrameFormat format, double grey, Random random) {
    Picture picture = new Picture(format);
    int bytes = format.sampleBytes();
    for (int at = 0; at < format.bytes(); at += bytes) {
      set(picture, at, bytes, (int) (grey * format.peak()));
    }
    for (int streak = 0; streak < format.width() * format.height() / 60; streak++) {
      int x = random.nextInt(format.width());
      int y = random.nextInt(format.height() - 8);
      for (int row = y; row < y + 8; row++) {
        set(picture, (row * format.width() + x) * bytes, bytes, (int) (0.8 * format.peak()));
      }
    }
    return picture;
  }

  private static void set(Picture picture, int at, int bytes, int value) {
    if (bytes == 1) {
      picture.buffer().put(at, (byte) value);
    } else {
      picture.buffer().putShort(at, (short) value);
    }
  }

  private static int get(Picture picture, int at, int bytes) {
    return bytes == 1 ? picture.buffer().get(at) & 0xff : picture.buffer().getShort(at);
  }

  private static Picture noise(FrameFormat format, Random random) {
    Picture picture = new Picture(format);
    if (format.sampleBytes() == 1) {
      byte[] bytes = new byte[format.bytes()];
      random.nextBytes(bytes);
      ByteBuffer all = picture.buffer();
      all.put(bytes);
    } else {
      ShortBuffer all = picture.buffer().asShortBuffer();
      while (all.hasRemaining()) {
        all.put((short) random.nextInt(format.peak() + 1));
      }
    }
    return picture;
  }
}
