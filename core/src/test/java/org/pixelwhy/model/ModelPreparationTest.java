package org.pixelwhy.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.model.card.InputSize;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

@ExtendWith(EngineExtension.class)
class ModelPreparationTest {
  private static Net picture() {
    return new Net(1).input("x", 1, 3, 8, 12);
  }

  private static Map<String, Attribute> axis(long axis) {
    return Map.of("axis", Attribute.of(axis));
  }

  /** Declared to take any size, with the number of pixels built in. */
  private static Graph ofOneSize(int extent) {
    return new Net(1)
        .input("x", 1, 3, "height", "width")
        .conv("a", "x", 3, 2, 3)
        .constant("flat", Tensor.vector(1, 2, (long) extent * extent))
        .node("Reshape", "rows", "a", "flat")
        .constant("square", Tensor.vector(1, 2, extent, extent))
        .node("Reshape", "y", "rows", "square")
        .graph("y");
  }

  @Test
  void theOnlySizeThatANetworkTakesIsFoundAmongTheUsualOnes(Engine engine) {
    SegmentationModel model = Net.prepare(engine, ofOneSize(224));
    assertEquals(InputSize.fixed(224, 224), model.card().size());
  }

  @Test
  void aSizeThatIsNotFoundIsAskedForWithThoseThatWereTried(Engine engine) {
    Graph graph = ofOneSize(40);
    InputException e = assertThrows(InputException.class, () -> Net.prepare(engine, graph));
    assertTrue(e.getMessage().contains("97, 98, 100, 104"), e.getMessage());
    assertTrue(e.getMessage().contains("224, 256"), e.getMessage());
    assertTrue(e.getMessage().endsWith("state its size"), e.getMessage());
    PartialCard stated = new PartialCard.Builder().size(InputSize.fixed(40, 40)).build();
    assertEquals(InputSize.fixed(40, 40), Net.prepare(engine, graph, stated).card().size());
  }

  /** Logits, then probabilities. */
  private static List<Tensor> run(Engine engine, SegmentationModel model, Tensor image) {
    try (Program program = engine.compile(model.graph())) {
      Map<String, Tensor> results = program.run(Map.of(model.input(), image));
      return List.of(results.get(model.logits()), results.get(model.probabilities()));
    }
  }

  private static Tensor run(Engine engine, Graph graph, Tensor image) {
    try (Program program = engine.compile(graph)) {
      String input = graph.inputNames().get(0);
      return program.run(Map.of(input, image)).get(graph.outputNames().get(0));
    }
  }

  private static void assertClose(Tensor expected, Tensor actual) {
    assertArrayEquals(expected.shape().dims(), actual.shape().dims());
    assertArrayEquals(expected.toFloats(), actual.toFloats(), 1e-5f);
  }

  private static String refused(Engine engine, Graph graph) {
    return refused(engine, graph, PartialCard.EMPTY);
  }

  private static String refused(Engine engine, Graph graph, PartialCard stated) {
    return assertThrows(InputException.class, () -> Net.prepare(engine, graph, stated))
        .getMessage();
  }

  @Test
  void logitsOfSeveralClassesAreTakenThroughASoftmax(Engine engine) {
    Graph graph = picture().conv("y", "x", 3, 4, 3).graph("y");
    SegmentationModel model = Net.prepare(engine, graph);
    assertEquals(Decision.ARGMAX, model.decision());
    assertEquals(Activation.LOGITS, model.card().activation());
    assertEquals(InputSize.fixed(8, 12), model.card().size());
    assertEquals(List.of("0", "1", "2", "3"), model.classNames());
    assertEquals(OptionalInt.of(0), model.background());
    Tensor image = Net.noise(2, 1, 3, 8, 12);
    List<Tensor> outputs = run(engine, model, image);
    assertClose(run(engine, graph, image), outputs.get(0));
    Graph softmax = graph.edit().add(softmaxNode("y", "p", 1)).outputs(List.of("p")).build();
    assertClose(run(engine, softmax, image), outputs.get(1));
  }

  private static Node softmaxNode(String from, String to, long axis) {
    return Node.of("Softmax", List.of(from), List.of(to), axis(axis));
  }

  @Test
  void logitsOfOneClassAreTakenThroughASigmoid(Engine engine) {
    SegmentationModel model = Net.prepare(engine, picture().conv("y", "x", 3, 1, 1).graph("y"));
    assertEquals(Decision.THRESHOLD, model.decision());
    assertEquals(List.of("foreground"), model.classNames());
    assertEquals(OptionalInt.empty(), model.background());
    List<Tensor> outputs = run(engine, model, Net.noise(2, 1, 3, 8, 12));
    for (int i = 0; i < outputs.get(0).size(); i++) {
      double expected = 1 / (1 + Math.exp(-outputs.get(0).get(i)));
      assertEquals(expected, outputs.get(1).get(i), 1e-6);
    }
  }

  @Test
  void multiLabelLogitsAreTakenThroughASigmoidEach(Engine engine) {
    PartialCard stated =
        new PartialCard.Builder().activation(Activation.MULTI_LABEL_LOGITS).build();
    SegmentationModel model =
        Net.prepare(engine, picture().conv("y", "x", 3, 2, 1).graph("y"), stated);
    assertEquals(Decision.THRESHOLD, model.decision());
    List<Tensor> outputs = run(engine, model, Net.noise(2, 1, 3, 8, 12));
    assertEquals(1 / (1 + Math.exp(-outputs.get(0).get(100))), outputs.get(1).get(100), 1e-6);
  }

  @Test
  void aSigmoidAtTheEndIsTappedBefore(Engine engine) {
    Net net =
        picture().conv("y", "x", 3, 2, 3).node("Sigmoid", "p", "y").node("Identity", "q", "p");
    SegmentationModel model = Net.prepare(engine, net.graph("q"));
    assertEquals(Activation.SIGMOID, model.card().activation());
    assertEquals(Decision.THRESHOLD, model.decision());
    Tensor image = Net.noise(3, 1, 3, 8, 12);
    List<Tensor> outputs = run(engine, model, image);
    assertClose(run(engine, net.graph("y"), image), outputs.get(0));
    assertClose(run(engine, net.graph("q"), image), outputs.get(1));
  }

  @Test
  void aSoftmaxBehindTransposeAndReshapeIsTappedBeforeAndBroughtBack(Engine engine) {
    Net net =
        picture()
            .conv("y", "x", 3, 4, 3)
            .transpose("last", "y", 0, 2, 3, 1)
            .constant("flat.shape", Tensor.vector(1, 96, 4))
            .node("Reshape", "flat", "last", "flat.shape")
            .node("Softmax", "p", axis(2), "flat")
            .constant("map.shape", Tensor.vector(1, 8, 12, 4))
            .node("Reshape", "map", "p", "map.shape")
            .transpose("q", "map", 0, 3, 1, 2);
    SegmentationModel model = Net.prepare(engine, net.graph("q"));
    assertEquals(Activation.SOFTMAX, model.card().activation());
    assertEquals(Decision.ARGMAX, model.decision());
    Tensor image = Net.noise(4, 1, 3, 8, 12);
    List<Tensor> outputs = run(engine, model, image);
    assertClose(run(engine, net.graph("y"), image), outputs.get(0));
    assertClose(run(engine, net.graph("q"), image), outputs.get(1));
  }

  @Test
  void channelsLastInputAndOutputAreTurned(Engine engine) {
    Net net =
        new Net(1)
            .input("x", "batch", 8, 12, 3)
            .transpose("first", "x", 0, 3, 1, 2)
            .conv("y", "first", 3, 4, 3)
            .transpose("last", "y", 0, 2, 3, 1);
    SegmentationModel model = Net.prepare(engine, net.graph("last"));
    assertEquals(Layout.NHWC, model.card().inputLayout());
    assertEquals(Layout.NHWC, model.card().outputLayout());
    Tensor first = Net.noise(5, 1, 3, 8, 12);
    Graph plain = new Net(1).input("x", 1, 3, 8, 12).conv("y", "x", 3, 4, 3).graph("y");
    assertClose(run(engine, plain, first), run(engine, model, first).get(0));
  }

  @Test
  void channelsLastOutputOfAChannelsFirstInputIsFoundOut(Engine engine) {
    Net net = picture().conv("y", "x", 3, 5, 3).transpose("last", "y", 0, 2, 3, 1);
    SegmentationModel model = Net.prepare(engine, net.graph("last"));
    assertEquals(Layout.NCHW, model.card().inputLayout());
    assertEquals(Layout.NHWC, model.card().outputLayout());
    Tensor image = Net.noise(5, 1, 3, 8, 12);
    assertClose(run(engine, net.graph("y"), image), run(engine, model, image).get(0));
  }

  @Test
  void anOutputWithoutChannelAxisGetsOne(Engine engine) {
    Net net =
        picture()
            .conv("y", "x", 3, 1, 3)
            .constant("axes", Tensor.vector(1))
            .node("Squeeze", "s", "y", "axes");
    Tensor image = Net.noise(6, 1, 3, 8, 12);
    Tensor expected = run(engine, net.graph("y"), image);
    SegmentationModel model = Net.prepare(engine, net.graph("s"));
    assertClose(expected, run(engine, model, image).get(0));
    PartialCard last = new PartialCard.Builder().outputLayout(Layout.NHWC).build();
    assertClose(expected, run(engine, Net.prepare(engine, net.graph("s"), last), image).get(0));
  }

  @Test
  void anOutputOfLowerResolutionIsLeftAsItIs(Engine engine) {
    Map<String, Attribute> pooling =
        Map.of("kernel_shape", Attribute.ofInts(4, 4), "strides", Attribute.ofInts(4, 4));
    Net net = picture().node("AveragePool", "small", pooling, "x").conv("y", "small", 3, 2, 1);
    SegmentationModel model = Net.prepare(engine, net.graph("y"));
    Tensor logits = run(engine, model, Net.noise(7, 1, 3, 8, 12)).get(0);
    assertArrayEquals(new long[] {1, 2, 2, 3}, logits.shape().dims());
  }

  @Test
  void theStepOfAnyUNetIsFoundOut(Engine engine) {
    UNetOptions options = UNetOptions.defaults().withDepth(3).withChannels(2);
    SegmentationModel model = Net.prepare(engine, UNet.graph(options, 1));
    assertEquals(InputSize.multipleOf(4, 2), model.card().size());
    assertTrue(model.card().guesses().stream().anyMatch(g -> g.startsWith("input size")));
  }

  @Test
  void ofSeveralOutputsTheFirstMapIsTaken(Engine engine) {
    Net net =
        picture()
            .conv("y", "x", 3, 2, 3)
            .node("GlobalAveragePool", "pooled", "y")
            .node("Flatten", "score", "pooled")
            .node("Sigmoid", "p", "y");
    SegmentationModel model = Net.prepare(engine, net.graph("score", "p"));
    assertEquals(Activation.SIGMOID, model.card().activation());
    assertTrue(model.card().guesses().stream().noneMatch(g -> g.startsWith("activation")));
    assertArrayEquals(
        new long[] {1, 2, 8, 12},
        run(engine, model, Net.noise(7, 1, 3, 8, 12)).get(0).shape().dims());
  }

  @Test
  void whatIsStatedWinsOverGuesses(Engine engine) {
    PartialCard stated =
        new PartialCard.Builder()
            .channels(ChannelOrder.BGR)
            .preprocessing(List.of())
            .classNames(List.of("sky", "road"))
            .background(OptionalInt.empty())
            .build();
    ModelCard card =
        Net.prepare(engine, picture().conv("y", "x", 3, 2, 3).graph("y"), stated).card();
    assertEquals(ChannelOrder.BGR, card.channels());
    assertEquals(List.of(), card.preprocessing());
    assertEquals(List.of("sky", "road"), card.classNames());
    assertEquals(OptionalInt.empty(), card.background());
    assertEquals(
        List.of("input layout: NCHW", "output layout: NCHW", "activation: LOGITS"), card.guesses());
  }

  @Test
  void aStatedActivationThatTheGraphContradictsIsNotBelieved(Engine engine) {
    PartialCard stated = new PartialCard.Builder().activation(Activation.LOGITS).build();
    Graph graph = picture().conv("y", "x", 3, 2, 3).node("Sigmoid", "p", "y").graph("p");
    SegmentationModel model = Net.prepare(engine, graph, stated);
    assertEquals(Activation.SIGMOID, model.card().activation());
    assertTrue(
        model.notes().contains("the card says logits, but the graph ends in Sigmoid"),
        model.notes()::toString);
  }

  @Test
  void anotherNumberOfClassesThanChannelsIsRefused(Engine engine) {
    PartialCard stated = new PartialCard.Builder().classNames(List.of("a", "b", "c")).build();
    assertEquals(
        "the model card names 3 classes [a, b, c], the network's output has 2 channels",
        refused(engine, picture().conv("y", "x", 3, 2, 3).graph("y"), stated));
  }

  @Test
  void aNetworkWithTwoInputsIsRefusedUntilOneIsGiven(Engine engine) {
    Graph graph = picture().input("z", 1, 3, 8, 12).node("Add", "y", "x", "z").graph("y");
    assertEquals(
        "the network has 2 inputs [x float[1,3,8,12], z float[1,3,8,12]]; all but the image must be"
            + " given, such as 'z': an array or a number",
        refused(engine, graph));
  }

  @Test
  void anInputThatIsNoPictureIsRefused(Engine engine) {
    Graph graph = new Net(1).input("x", 1, 128).node("Relu", "y", "x").graph("y");
    assertEquals(
        "input 'x float[1,128]' is no picture [N,C,H,W] and no volume [N,C,D,H,W]",
        refused(engine, graph));
  }

  @Test
  void aClassifierIsRefused(Engine engine) {
    Net net =
        picture()
            .conv("y", "x", 3, 1000, 1)
            .node("GlobalAveragePool", "pooled", "y")
            .node("Flatten", "scores", "pooled");
    String message = refused(engine, net.graph("scores"));
    assertTrue(message.startsWith("no output is a map of classes [N,K,H,W]"), message);
    assertTrue(message.contains("scores float[1,1000]"), message);
    message = refused(engine, net.graph("pooled"));
    assertTrue(message.startsWith("no output is a map of classes [N,K,H,W]"), message);
  }

  @Test
  void aFixedBatchOfSeveralIsOpened(Engine engine) {
    Graph graph = new Net(1).input("x", 4, 3, 8, 12).conv("y", "x", 3, 2, 3).graph("y");
    SegmentationModel model = Net.prepare(engine, graph);
    Tensor logits = run(engine, model, Net.noise(7, 1, 3, 8, 12)).get(0);
    assertArrayEquals(new long[] {1, 2, 8, 12}, logits.shape().dims());
  }

  @Test
  void anOpenNumberOfChannelsIsTakenForColour(Engine engine) {
    Graph graph = new Net(1).input("x", "n", "c", "h", "w").conv("y", "x", 3, 2, 3).graph("y");
    assertEquals(ChannelOrder.RGB, Net.prepare(engine, graph).card().channels());
  }

  @Test
  void anInputOfOpenRankNeedsAStatedLayout(Engine engine) {
    Graph graph = new Net(1).input("x", 1, 3, 8, 12).conv("y", "x", 3, 2, 3).graph("y");
    Value open = new Value("x", Optional.of(DataType.FLOAT), Optional.empty());
    Graph openRank = graph.edit().redeclare(open).build();
    assertEquals(
        "input 'x float[...]' is no picture [N,C,H,W] and no volume [N,C,D,H,W]",
        refused(engine, openRank));
    PartialCard stated = new PartialCard.Builder().inputLayout(Layout.NCHW).build();
    assertEquals(InputSize.any(2), Net.prepare(engine, openRank, stated).card().size());
  }
}
