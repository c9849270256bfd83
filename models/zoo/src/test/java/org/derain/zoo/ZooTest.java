package org.derain.zoo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.derain.frames.MediaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the zoo loads, and what it refuses with which reason. */
class ZooTest {
  private static final byte[] GOOD = Identity.onnx(2, 0);

  @TempDir Path folder;

  @Test
  void loadsAFileWithoutACard() throws IOException {
    Model model = Zoo.load(write("mine.onnx", GOOD));
    assertEquals("mine", model.name());
    assertTrue(model.card().isEmpty());
    assertArrayEquals(GOOD, model.onnx(8));
  }

  @Test
  void loadsTheCardBesideAFile() throws IOException {
    write(
        "mine.json",
        ("{\"name\":\"mine\",\"gmac_720p\":2.5,\"parameters\":7,\"tomorrow\":{},"
                + "\"training\":{\"run\":\"r\",\"wall_s\":3,\"data\":[{\"name\":\"a\",\"licence\":\"b\"}]},"
                + "\"quality\":{\"mean_gain_db\":4.5,\"pairs\":[{\"name\":\"p\",\"psnr_y_in\":20,"
                + "\"psnr_y\":25,\"median3\":21,\"median5\":22}]}}")
            .getBytes(StandardCharsets.UTF_8));
    ModelCard card = Zoo.load(write("mine.onnx", GOOD)).card().orElseThrow();
    assertEquals(2.5, card.gmac720p());
    assertEquals("b", card.training().data().get(0).licence());
    assertEquals(new ModelCard.Pair("p", 20, 25, 21, 22), card.quality().pairs().get(0));
    byte[] again = card.toJson().getBytes(StandardCharsets.UTF_8);
    assertEquals(card, ModelCard.parse(again, "again"));
  }

  @Test
  void refusesABrokenCard() throws IOException {
    write("mine.json", "{\"name\":".getBytes(StandardCharsets.UTF_8));
    String file = write("mine.onnx", GOOD);
    assertTrue(refusal(file).contains("cannot read the model card"));
  }

  @Test
  void findsWhatLiesBesideACard() throws IOException {
    String file = write("mine.onnx", GOOD);
    write("mine.drops.jpg", new byte[] {1, 2});
    assertArrayEquals(new byte[] {1, 2}, Zoo.beside(file, "mine.drops.jpg").orElseThrow());
    assertTrue(Zoo.beside(file, "mine.night.jpg").isEmpty());
    assertTrue(Zoo.beside(file, "../mine.drops.jpg").isEmpty(), "beside, and nowhere else");
    assertTrue(Zoo.beside("nano", "none.jpg").isEmpty());
  }

  @Test
  void refusesAnUnknownName() {
    assertTrue(refusal("gigantic").startsWith("no model gigantic; give an ONNX file or one of"));
    assertTrue(refusal(folder.toString()).contains("is a folder"));
  }

  @Test
  void everyNameInTheZooLoads() {
    for (String name : Zoo.names()) {
      Model model = Zoo.load(name);
      assertEquals(name, model.name());
      assertEquals(model.onnx(8).length, model.card().orElseThrow().bytes());
      assertTrue(model.onnx(10).length > 0);
      for (ModelCard.Failure failure : model.card().orElseThrow().failures()) {
        assertTrue(Zoo.beside(name, failure.picture()).isPresent(), failure.picture());
      }
    }
  }

  @Test
  void refusesWhatIsNoModel() throws IOException {
    byte[] text = "not a network, a letter".getBytes(StandardCharsets.UTF_8);
    assertTrue(refusal(write("text.onnx", text)).contains("not an ONNX file"));
    assertTrue(refusal(write("empty.onnx", new byte[0])).contains("not an ONNX file"));
  }

  @Test
  void aWindowHasThreeFramesOrFive() {
    assertEquals(5, Model.of("five", null, GOOD).window());
    byte[] three = Identity.onnx(1, RainScore.of(0), 3);
    assertEquals(3, Model.of("three", null, three).window());
  }

  @Test
  void refusesWhatIsNotOurModelAndSaysWhy() {
    assertRefused("no derain.contract", model -> model.clearMetadataProps());
    assertRefused("contract 9", model -> model.getMetadataPropsBuilder(0).setValue("9"));
    assertRefused("derain.window is 4", model -> model.getMetadataPropsBuilder(2).setValue("4"));
    assertRefused(
        "wants an input u3 that no frame has",
        model -> model.getMetadataPropsBuilder(2).setValue("3"));
    assertRefused("input u1 is missing", model -> input(model, 4).setName("uu"));
    assertRefused("output y is missing", model -> model.getGraphBuilder().removeOutput(0));
    assertRefused("output rain is missing", model -> model.getGraphBuilder().removeOutput(3));
    assertRefused("wants an input y5 that no frame has", model -> addInput(model));
    assertRefused("input gate is missing", model -> model.getGraphBuilder().removeInput(15));
    assertRefused(
        "input gate is not of shape [1, 1, 1, 1]",
        model ->
            input(model, 15).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().clearDim());
    assertRefused("output type is missing", model -> model.getGraphBuilder().removeOutput(4));
    assertRefused(
        "output rain is not of shape [1]",
        model -> output(model, 3).getShapeBuilder().getDimBuilder(0).setDimValue(2));
    assertRefused(
        "output type is not of shape [3]", model -> output(model, 4).getShapeBuilder().clearDim());
    assertRefused(
        "output type is INT64 and not FLOAT",
        model -> output(model, 4).setElemType(DataType.INT64.getNumber()));
    assertRefused(
        "uses version 9 of ONNX's operators (opset), and this program knows 11 to 26",
        model -> model.getOpsetImportBuilder(0).setVersion(9));
    assertRefused(
        "does not say which version of ONNX's operators", model -> model.clearOpsetImport());
    assertRefused(
        "operators of org.example",
        model -> model.addOpsetImportBuilder().setDomain("org.example").setVersion(1));
    assertRefused(
        "its weights (border.peak) lie in another file",
        model ->
            model
                .getGraphBuilder()
                .getInitializerBuilder(0)
                .setDataLocation(DataLocation.EXTERNAL));
    assertRefused(
        "input y0 is FLOAT and not UINT8",
        model ->
            input(model, 0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(DataType.FLOAT.getNumber()));
    assertRefused(
        "input v0 is not of shape [1, 1, chroma_height, chroma_width]",
        model ->
            input(model, 2)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(2)
                .setDimValue(7));
  }

  @Test
  void aModelOfContractOneHasNoTypesAndStaysUsable() throws IOException {
    ModelProto.Builder old = ModelProto.parseFrom(GOOD).toBuilder();
    old.getMetadataPropsBuilder(0).setValue("1");
    old.getGraphBuilder().removeInput(15).removeOutput(4);
    assertFalse(Model.of("old", null, old.build().toByteArray()).typed());
    assertTrue(Model.of("new", null, GOOD).typed());
  }

  @Test
  void aModelOfContractTwoHasNoGateAndStaysUsable() throws IOException {
    ModelProto.Builder two = ModelProto.parseFrom(GOOD).toBuilder();
    two.getMetadataPropsBuilder(0).setValue("2");
    assertTrue(
        assertThrows(MediaException.class, () -> Model.of("odd", null, two.build().toByteArray()))
            .getMessage()
            .contains("wants an input gate that no frame has"));
    two.getGraphBuilder().removeInput(15);
    Model old = Model.of("old", null, two.build().toByteArray());
    assertTrue(old.typed());
    assertFalse(old.gated());
    assertTrue(old.objectionTo(Gate.NETWORK).isEmpty());
    assertEquals(
        "model old cannot be overruled: it was made before there was a sensitivity;"
            + " leave the sensitivity as it is, or use one of nano, base, large",
        old.objectionTo(Gate.OPEN).orElseThrow());
    assertTrue(Model.of("new", null, GOOD).objectionTo(Gate.OPEN).isEmpty());
  }

  /** The border between dry and rainy, 0.5, lies at 1 - sensitivity. */
  @Test
  void theGateMovesTheBorderAndItsEndsAreNeverAndAlways() {
    assertEquals(0, Gate.NETWORK.shift());
    assertEquals(0.5, 0.2 + new Gate(0.8).shift(), 1e-6);
    assertEquals(0.5, 0.7 + new Gate(0.3).shift(), 1e-6);
    assertEquals(-1, new Gate(0).shift());
    assertEquals(1, Gate.OPEN.shift());
    for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new Gate(wrong));
    }
  }

  @Test
  void theScorerHoldsOnlyWhatTheScoreNeeds() throws IOException {
    ModelProto part = ModelProto.parseFrom(Model.of("m", null, GOOD).scorer(8));
    assertEquals(
        List.of("rain", "type"),
        part.getGraph().getOutputList().stream().map(ValueInfoProto::getName).toList());
    assertEquals(2, part.getGraph().getNodeCount());
    assertEquals(
        List.of("constant", "types", "type.shape"),
        part.getGraph().getInitializerList().stream().map(t -> t.getName()).toList());
    assertEquals(15, part.getGraph().getInputCount());
  }

  @Test
  void everyNetworkOfTheZooTakesSeveralWindowsAtOnce() throws IOException {
    for (String name : Zoo.names()) {
      Model model = Zoo.load(name);
      byte[] onnx = model.batch(10, 3).orElseThrow(() -> new AssertionError(name));
      var graph = ModelProto.parseFrom(onnx).getGraph();
      assertEquals(3 * (3 * model.window() + 1), graph.getInputCount(), name);
      assertEquals("u4.2", Contract.of(Contract.input(4, 1), 2));
      String last = Contract.of(Contract.input(model.window() - 1, 1), 2);
      assertTrue(graph.getInputList().stream().anyMatch(i -> i.getName().equals(last)), name);
      assertEquals(3 * 3 + 2, graph.getOutputCount(), name);
    }
  }

  @Test
  void aGraphOfOthersStaysAsItIs() throws IOException {
    assertTrue(Identity.model(2).batch(8, 2).isEmpty());
    ModelProto.Builder other = ModelProto.parseFrom(Zoo.load("nano").onnx(8)).toBuilder();
    byte[] foreign = other.setProducerName("another").build().toByteArray();
    assertTrue(Model.of("other", null, foreign).batch(8, 2).isEmpty());
  }

  @Test
  void theTypeIsTheLargestOfThreeWhenItRains() {
    assertEquals(RainScore.Type.DRY, new RainScore(0.49f, 1, 1, 1).type());
    assertEquals(RainScore.Type.STREAKS, new RainScore(0.5f, 0.2f, 0.1f, 0.1f).type());
    assertEquals(RainScore.Type.NIGHT, new RainScore(1, 0.2f, 0.7f, 0.6f).type());
    assertEquals(RainScore.Type.DROPS, new RainScore(1, 0.2f, 0.7f, 0.8f).type());
    assertEquals(RainScore.Type.DRY, RainScore.of(Float.NaN).type());
    assertEquals("streaks", RainScore.of(1).type().toString());
  }

  @Test
  void deepensTheBorder() throws IOException {
    ModelProto deep = ModelProto.parseFrom(Model.of("m", null, GOOD).onnx(10));
    int int16 = DataType.INT16.getNumber();
    deep.getGraph()
        .getInputList()
        .subList(0, 15)
        .forEach(in -> assertEquals(int16, in.getType().getTensorType().getElemType()));
    assertEquals(1, deep.getGraph().getInput(15).getType().getTensorType().getElemType());
    assertEquals(int16, deep.getGraph().getOutput(2).getType().getTensorType().getElemType());
    assertEquals(1, deep.getGraph().getOutput(3).getType().getTensorType().getElemType());
    assertEquals(1023, scalar(deep, 0));
    assertEquals(0, scalar(deep, 1));
  }

  private static float scalar(ModelProto model, int initializer) {
    return model
        .getGraph()
        .getInitializer(initializer)
        .getRawData()
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .getFloat();
  }

  @Test
  void refusesToDeepenAGraphWithoutABorder() throws IOException {
    ModelProto.Builder model = ModelProto.parseFrom(GOOD).toBuilder();
    model.getGraphBuilder().getInitializerBuilder(0).setName("other");
    Model shallow = Model.of("shallow", null, model.build().toByteArray());
    MediaException refusal = assertThrows(MediaException.class, () -> shallow.onnx(10));
    assertTrue(refusal.getMessage().contains("8-bit video only"));
  }

  private static ValueInfoProto.Builder input(ModelProto.Builder model, int index) {
    return model.getGraphBuilder().getInputBuilder(index);
  }

  private static TypeProto.Tensor.Builder output(ModelProto.Builder model, int index) {
    return model.getGraphBuilder().getOutputBuilder(index).getTypeBuilder().getTensorTypeBuilder();
  }

  private static void addInput(ModelProto.Builder model) {
    model.getGraphBuilder().addInput(model.getGraph().getInput(0).toBuilder().setName("y5"));
  }

  private static void assertRefused(String reason, Consumer<ModelProto.Builder> damage) {
    ModelProto.Builder model;
    try {
      model = ModelProto.parseFrom(GOOD).toBuilder();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    damage.accept(model);
    byte[] file = model.build().toByteArray();
    String message =
        assertThrows(MediaException.class, () -> Model.of("odd", null, file)).getMessage();
    assertTrue(message.startsWith("cannot use model odd: "), message);
    assertTrue(message.contains(reason), message);
  }

  private static String refusal(String nameOrFile) {
    return assertThrows(MediaException.class, () -> Zoo.load(nameOrFile)).getMessage();
  }

  private String write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content).toString();
  }
}
