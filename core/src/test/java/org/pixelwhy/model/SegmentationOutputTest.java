package org.pixelwhy.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pixelwhy.model.Outputs.IMAGE;
import static org.pixelwhy.model.Outputs.assertReadsY;
import static org.pixelwhy.model.Outputs.assertSame;
import static org.pixelwhy.model.Outputs.assertSays;
import static org.pixelwhy.model.Outputs.axis;
import static org.pixelwhy.model.Outputs.logits;
import static org.pixelwhy.model.Outputs.net;
import static org.pixelwhy.model.Outputs.output;
import static org.pixelwhy.model.Outputs.prepared;
import static org.pixelwhy.model.Outputs.probabilities;
import static org.pixelwhy.model.Outputs.refused;
import static org.pixelwhy.model.Outputs.run;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.model.card.Activation;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.model.card.PartialCard;
import org.pixelwhy.onnx.format.OnnxModel;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/**
 * Which tensor of a network is taken for the segmentation, and how its axes are read. What the file
 * itself gives, run as it is, is what values are compared with.
 */
@ExtendWith(EngineExtension.class)
class SegmentationOutputTest {
  @Test
  void aSoftmaxOverColumnsIsLeftInTheNetwork(Engine engine) {
    OnnxModel file = Cases.network("act_softmax_w.onnx");
    SegmentationModel model = prepared(engine, file);
    assertEquals(Activation.LOGITS, model.card().activation());
    Tensor image = Net.noise(5, 1, 1, 12, 16);
    Tensor own = run(engine, file.graph(), "x", image, "y");
    assertSame(own, logits(engine, model, image));
    assertSays(model, "runs over axis 3 (of 16 values), not over the classes (axis 1)");
  }

  @ParameterizedTest
  @CsvSource({
    "Softmax, 1, true",
    "Softmax, -3, true",
    "Softmax, 2, false",
    "Softmax, 3, false",
    "Softmax, -1, false",
    "LogSoftmax, 1, true",
    "LogSoftmax, 3, false"
  })
  void anActivationOfChannelsFirstIsFinalOverAxisOne(
      String op, long axis, boolean isFinal, Engine engine) {
    Net net = net().node(op, "p", axis(axis), "y");
    checkActivation(engine, net, "p", isFinal);
  }

  @ParameterizedTest
  @CsvSource({"3, true", "-1, true", "1, false", "2, false"})
  void anActivationOfChannelsLastIsFinalOverTheLastAxis(long axis, boolean isFinal, Engine engine) {
    Net net = net().transpose("t", "y", 0, 2, 3, 1).node("Softmax", "p", axis(axis), "t");
    checkActivation(engine, net, "p", isFinal);
    Net back = net.transpose("q", "p", 0, 3, 1, 2).node("Identity", "r", "q");
    checkActivation(engine, back, "r", isFinal);
  }

  private static void checkActivation(Engine engine, Net net, String last, boolean isFinal) {
    SegmentationModel model = Net.prepare(engine, net.graph(last));
    assertEquals(isFinal ? Activation.SOFTMAX : Activation.LOGITS, model.card().activation(), last);
    if (isFinal) {
      assertReadsY(engine, model);
      Tensor softmax =
          run(engine, net().node("Softmax", "s", axis(1), "y").graph("s"), "x", IMAGE, "s");
      assertSame(softmax, probabilities(engine, model, IMAGE));
    } else {
      assertSays(model, "is no final activation");
      Tensor own = run(engine, net.graph(last), "x", IMAGE, last);
      Tensor read = logits(engine, model, IMAGE);
      float[] expected = own.toFloats();
      float[] found = read.toFloats();
      Arrays.sort(expected);
      Arrays.sort(found);
      assertArrayEquals(expected, found, 1e-6f);
    }
  }

  @Test
  void flattenedPositionsAreLaidOut(Engine engine) {
    OnnxModel file = Cases.network("flat_out.onnx");
    SegmentationModel model = prepared(engine, file);
    Tensor image = Net.noise(5, 1, 1, 12, 16);
    Tensor own = run(engine, file.graph(), "x", image, "y");
    Tensor read = logits(engine, model, image);
    assertArrayEquals(new long[] {1, 2, 12, 16}, read.shape().dims());
    for (int i = 0; i < 192; i++) {
      assertEquals(own.get(2 * i), read.get(i));
      assertEquals(own.get(2 * i + 1), read.get(192 + i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,4,96", "4,96", "1,4,-1"})
  void flattenedPositionsBehindTheClassesAreLaidOut(String shape, Engine engine) {
    long[] dims = Arrays.stream(shape.split(",")).mapToLong(Long::parseLong).toArray();
    Net net = net().constant("shape", Tensor.vector(dims)).node("Reshape", "f", "y", "shape");
    assertReadsY(engine, Net.prepare(engine, net.graph("f")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,96,4", "96,4"})
  void flattenedPositionsBeforeTheClassesAreLaidOut(String shape, Engine engine) {
    long[] dims = Arrays.stream(shape.split(",")).mapToLong(Long::parseLong).toArray();
    Net net =
        net()
            .transpose("t", "y", 0, 2, 3, 1)
            .constant("shape", Tensor.vector(dims))
            .node("Reshape", "f", "t", "shape")
            .node("Softmax", "p", axis(-1), "f");
    SegmentationModel model = Net.prepare(engine, net.graph("p"));
    assertEquals(Activation.SOFTMAX, model.card().activation());
    assertReadsY(engine, model);
  }

  @Test
  void flattenedPositionsOfOneClassAreLaidOut(Engine engine) {
    Net one = new Net(1).input("x", 1, 3, 8, 12).conv("y", "x", 3, 1, 3);
    Net net = one.node("Sigmoid", "p", "y").node("Flatten", "f", "p");
    SegmentationModel model = Net.prepare(engine, net.graph("f"));
    assertEquals(Activation.SIGMOID, model.card().activation());
    assertSame(run(engine, net.graph("y"), "x", IMAGE, "y"), logits(engine, model, IMAGE));
  }

  @Test
  void flattenedPositionsOfAnySizeAndAStrideAreLaidOut(Engine engine) {
    Map<String, Attribute> pooling =
        Map.of("kernel_shape", Attribute.ofInts(4, 4), "strides", Attribute.ofInts(4, 4));
    Net net =
        new Net(1)
            .input("x", 1, 3, "h", "w")
            .node("AveragePool", "small", pooling, "x")
            .conv("y", "small", 3, 5, 3)
            .constant("shape", Tensor.vector(0, 0, -1))
            .node("Reshape", "f", "y", "shape");
    SegmentationModel model = Net.prepare(engine, net.graph("f"));
    Tensor image = Net.noise(4, 1, 3, 16, 40);
    assertSame(run(engine, net.graph("y"), "x", image, "y"), logits(engine, model, image));
  }

  @Test
  void positionsThatMayLieInEitherAxisAreRefusedUntilTheLayoutIsStated(Engine engine) {
    Net net =
        new Net(1)
            .input("x", 1, 3, 4, 6)
            .conv("y", "x", 3, 24, 3)
            .constant("shape", Tensor.vector(1, 24, 24))
            .node("Reshape", "f", "y", "shape");
    String message = refused(engine, net.graph("f"), PartialCard.EMPTY);
    assertTrue(message.contains("[1,24,24] may hold the positions of an image of [4, 6]"), message);
    PartialCard stated = new PartialCard.Builder().outputLayout(Layout.NCHW).build();
    SegmentationModel model = Net.prepare(engine, net.graph("f"), stated);
    Tensor image = Net.noise(4, 1, 3, 4, 6);
    assertSame(run(engine, net.graph("y"), "x", image, "y"), logits(engine, model, image));
  }

  @Test
  void aTableThatFitsNoImageIsRefused(Engine engine) {
    Net net = net().constant("shape", Tensor.vector(1, 192, 2)).node("Reshape", "f", "y", "shape");
    String message = refused(engine, net.graph("f"), PartialCard.EMPTY);
    assertTrue(message.startsWith("no output is a map of classes"), message);
  }

  @Test
  void ofSeveralMapsTheOneOfMostResolutionIsTakenAndSaid(Engine engine) {
    OnnxModel file = Cases.network("aux_lowfirst.onnx");
    SegmentationModel model = prepared(engine, file);
    Tensor image = Net.noise(5, 1, 1, 12, 16);
    assertSame(run(engine, file.graph(), "x", image, "y"), logits(engine, model, image));
    assertTrue(model.card().guesses().contains("output: y"), model.card().guesses()::toString);
    assertSays(model, "the one of most resolution; there is also 'ds' [1,2,");
  }

  @Test
  void anOutputIsTakenByName(Engine engine) {
    OnnxModel file = Cases.network("aux_lowfirst.onnx");
    SegmentationModel model = ModelPreparation.prepare(engine, file, output("ds"));
    Tensor image = Net.noise(5, 1, 1, 12, 16);
    assertSame(run(engine, file.graph(), "x", image, "ds"), logits(engine, model, image));
    assertFalse(model.card().guesses().stream().anyMatch(guess -> guess.startsWith("output:")));
    InputException unknown =
        assertThrows(
            InputException.class, () -> ModelPreparation.prepare(engine, file, output("dz")));
    assertTrue(unknown.getMessage().contains("no output and no tensor 'dz'"), unknown.getMessage());
    assertTrue(unknown.getMessage().contains("'ds'"), unknown.getMessage());
  }

  @Test
  void ofMapsOfOneSizeTheOneOfMostClassesIsTaken(Engine engine) {
    OnnxModel file = Cases.network("edge_first.onnx");
    SegmentationModel model = prepared(engine, file);
    assertEquals(4, model.classNames().size());
    assertSays(model, "there is also 'edge' [1,1,64,64]");
    SegmentationModel edge = ModelPreparation.prepare(engine, file, output("edge"));
    Tensor image = Net.noise(5, 1, 3, 64, 64);
    assertSame(run(engine, file.graph(), "input", image, "edge"), logits(engine, edge, image));
  }

  @Test
  void ofEqualMapsTheFirstIsTaken(Engine engine) {
    Graph graph = net().conv("aux", "x", 3, 4, 3).graph("y", "aux");
    SegmentationModel model = Net.prepare(engine, graph);
    assertReadsY(engine, model);
    assertSays(model, "'y' [1,4,8,12] is taken, the first; there is also 'aux'");
  }

  @Test
  void anyTensorOfTheNetworkMayBeTaken(Engine engine) {
    Graph graph = net().node("Relu", "r", "y").conv("z", "r", 4, 2, 1).graph("z");
    assertReadsY(engine, Net.prepare(engine, graph, output("y")));
  }

  @Test
  void ofStackedHeadsTheFirstIsTakenAndSaid(Engine engine) {
    Net net = net().conv("other", "x", 3, 4, 3).constant("one", Tensor.vector(1));
    net.node("Unsqueeze", "a", "y", "one").node("Unsqueeze", "b", "other", "one");
    Graph graph = net.node("Concat", "heads", axis(1), "a", "b").graph("heads");
    SegmentationModel model = Net.prepare(engine, graph);
    assertReadsY(engine, model);
    assertSays(model, "'heads' is a stack of 2 maps along its axis 1; the first is taken");
    Tensor second = run(engine, net.graph("other"), "x", IMAGE, "other");
    for (String name : List.of("heads[1]", "heads[:,1]")) {
      SegmentationModel chosen = Net.prepare(engine, graph, output(name));
      assertSame(second, logits(engine, chosen, IMAGE));
      assertEquals("heads[:,1]", chosen.card().output().orElseThrow());
    }
    String message = refused(engine, graph, output("heads[2]"));
    assertTrue(message.contains("a stack of 2 maps, from 0 to 1"), message);
  }

  @Test
  void headsMayBeStackedAlongAnyAxis(Engine engine) {
    for (long along : new long[] {0, 1, 2}) {
      Net net = net().conv("other", "x", 3, 4, 3).constant("at", Tensor.vector(along));
      net.node("Unsqueeze", "a", "y", "at").node("Unsqueeze", "b", "other", "at");
      Graph graph = net.node("Concat", "heads", axis(along), "a", "b").graph("heads");
      String colons = ":,".repeat((int) along);
      SegmentationModel chosen = Net.prepare(engine, graph, output("heads[" + colons + "1]"));
      assertSame(
          run(engine, net.graph("other"), "x", IMAGE, "other"), logits(engine, chosen, IMAGE));
    }
  }

  @Test
  void aMapWithoutBatchHasItsClassesInFront(Engine engine) {
    OnnxModel file = Cases.network("nobatch.onnx");
    SegmentationModel model = prepared(engine, file);
    Tensor image = Net.noise(5, 1, 3, 64, 64);
    Tensor own = run(engine, file.graph(), "input", image, "out");
    assertSame(own.reshape(1, 4, 64, 64), logits(engine, model, image));
    assertEquals(4, model.classNames().size());
  }

  @Test
  void aMapWithoutBatchMayHaveItsClassesLastOrNoAxisOfThem(Engine engine) {
    Net net =
        net()
            .transpose("t", "y", 0, 2, 3, 1)
            .constant("first", Tensor.vector(0))
            .node("Squeeze", "s", "t", "first")
            .node("Softmax", "p", axis(2), "s");
    SegmentationModel model = Net.prepare(engine, net.graph("p"));
    assertEquals(Activation.SOFTMAX, model.card().activation());
    assertReadsY(engine, model);
    Net one =
        new Net(1)
            .input("x", 1, 3, 8, 12)
            .conv("y", "x", 3, 1, 3)
            .constant("both", Tensor.vector(0, 1))
            .node("Squeeze", "s", "y", "both");
    assertSame(
        run(engine, one.graph("y"), "x", IMAGE, "y"),
        logits(engine, Net.prepare(engine, one.graph("s")), IMAGE));
  }
}
