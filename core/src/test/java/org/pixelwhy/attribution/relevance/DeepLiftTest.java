package org.pixelwhy.attribution.relevance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class DeepLiftTest extends ConformanceKit {
  private static final Tensor PICTURE = Net.noise(11, 1, 2, 6, 6);
  private static final Tensor OTHER = Net.noise(12, 1, 2, 6, 6);

  @Override
  protected Attributor attributor() {
    return new DeepLift(DeepLift.Options.defaults());
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 2, 8, 12};
  }

  private static DeepLift.Options against(Tensor baseline) {
    return DeepLift.Options.defaults().withBaseline(new Baseline.Given(baseline));
  }

  /** How much the sum of all contributions misses the change of the target. */
  private static double gap(Engine engine, Graph graph, DeepLift.Options options, OutputSpace on) {
    Explained here = Explained.by(new DeepLift(options), engine, graph, PICTURE, on);
    Explained there = Explained.by(new DeepLift(options), engine, graph, OTHER, on);
    double change = here.target() - there.target();
    assertTrue(Math.abs(change) > 1e-3, "no change to explain");
    return (here.sum() - change) / change;
  }

  private static Net net() {
    return new Net(5).input("x", 1, 2, 6, 6);
  }

  @Test
  void isTheShareOfTheChangeThatEachInputHas(Engine engine) {
    // y = relu(2a - 3b + 1); baseline zero: y0 = 1.
    Graph graph =
        new Net(1)
            .input("x", 1, 2, 1, 3)
            .constant("w", Tensor.of(new float[] {2, -3}, 1, 2, 1, 1))
            .constant("b", Tensor.of(new float[] {1}, 1))
            .node("Conv", "z", "x", "w", "b")
            .node("Relu", "y", "z")
            .graph("y");
    // z = -1, 5, 1: changes by -2, 4 and 0, y by -1, 4 and 0; the third pixel keeps its gradient.
    Tensor image = Tensor.of(new float[] {2, 2, 3, 2, 0, 2}, 1, 2, 1, 3);
    Explained explained = Explained.by(attributor(), engine, graph, image);
    assertArrayEquals(new double[] {2, 4, 6, -3, 0, -6}, explained.map(), 1e-6);
    assertEquals(
        List.of(
            "contributions sum to 3.00000; from baseline to image the target changes by 3.00000:"
                + " summation-to-delta error 0.00"),
        explained.maps().get(0).notes());
  }

  @Test
  void overlappingWindowsAddTheirShares(Engine engine) {
    Map<String, Attribute> pool = Map.of("kernel_shape", Attribute.ofInts(1, 2));
    Graph graph = new Net(1).input("x", 1, 1, 1, 3).node("MaxPool", "y", pool, "x").graph("y");
    Tensor image = Tensor.of(new float[] {1, 5, 2}, 1, 1, 1, 3);
    assertArrayEquals(
        new double[] {0, 10, 0}, Explained.by(attributor(), engine, graph, image).map());
    // Against (4, 0, 6) the maxima were 4 and 6: window one 5 - 4 at the middle; window two
    // 0 at the middle and 5 - 6 at the right.
    Tensor baseline = Tensor.of(new float[] {4, 0, 6}, 1, 1, 1, 3);
    assertArrayEquals(
        new double[] {0, 1, -1},
        Explained.by(new DeepLift(against(baseline)), engine, graph, image).map());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void poolingSharesAsItsFormulaSays(int stride, Engine engine) {
    Map<String, Attribute> pool =
        Map.of(
            "kernel_shape", Attribute.ofInts(3, 3),
            "strides", Attribute.ofInts(stride, stride),
            "pads", Attribute.ofInts(1, 1, 1, 1));
    Graph graph = new Net(5).input("x", 1, 1, 6, 6).node("MaxPool", "y", pool, "x").graph("y");
    Tensor image = Net.noise(1, 1, 1, 6, 6);
    Tensor baseline = Net.noise(2, 1, 1, 6, 6);
    double[] expected = new double[36];
    int windows = (6 + 2 - 3) / stride + 1;
    for (int w = 0; w < windows * windows; w++) {
      int row = w / windows * stride - 1;
      int column = w % windows * stride - 1;
      int i = maximum(image, row, column);
      int j = maximum(baseline, row, column);
      double o = image.get(i);
      double o0 = baseline.get(j);
      expected[i] += Math.max(o, o0) - o0;
      expected[j] += o - Math.max(o, o0);
    }
    DeepLift deepLift = new DeepLift(against(baseline));
    assertArrayEquals(expected, Explained.by(deepLift, engine, graph, image).map(), 1e-5);
  }

  private static int maximum(Tensor image, int row, int column) {
    int best = -1;
    for (int r = Math.max(0, row); r < Math.min(6, row + 3); r++) {
      for (int c = Math.max(0, column); c < Math.min(6, column + 3); c++) {
        int at = r * 6 + c;
        best = best < 0 || image.get(at) > image.get(best) ? at : best;
      }
    }
    return best;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Relu", "LeakyRelu", "Elu", "Sigmoid", "Tanh", "Softplus", "Celu", "Selu", "HardSigmoid",
        "HardSwish", "ThresholdedRelu", "Shrink", "Softsign", "Mish", "Gelu", "Erf", "Exp", "Abs"
      })
  void everyActivationPassesTheWholeChange(String op, Engine engine) {
    Graph graph =
        net().conv("c", "x", 2, 2, 3).node(op, "a", "c").conv("y", "a", 2, 1, 1).graph("y");
    DeepLift.Options options = against(OTHER).withRescaled(Set.of(op));
    assertEquals(0, gap(engine, graph, options, OutputSpace.LOGITS), 1e-4);
  }

  @Test
  void activationsOfSeveralNodesPassTheWholeChange(Engine engine) {
    Graph silu =
        net()
            .conv("c", "x", 2, 2, 3)
            .node("Sigmoid", "s", "c")
            .node("Mul", "y", "c", "s")
            .graph("y");
    Graph mish =
        net()
            .conv("c", "x", 2, 2, 3)
            .node("Softplus", "p", "c")
            .node("Tanh", "t", "p")
            .node("Mul", "y", "c", "t")
            .graph("y");
    Graph gelu =
        net()
            .conv("c", "x", 2, 2, 3)
            .constant("root", Tensor.scalar(DataType.FLOAT, Math.sqrt(2)))
            .constant("one", Tensor.scalar(DataType.FLOAT, 1))
            .constant("half", Tensor.scalar(DataType.FLOAT, 0.5))
            .node("Div", "d", "c", "root")
            .node("Erf", "e", "d")
            .node("Add", "a", "e", "one")
            .node("Mul", "m", "c", "a")
            .node("Mul", "y", "m", "half")
            .graph("y");
    for (Graph graph : List.of(silu, mish, gelu)) {
      DeepLift.Options all = against(OTHER).withRescaled(DeepLiftRules.ALL);
      assertEquals(0, gap(engine, graph, all, OutputSpace.LOGITS), 1e-4);
      // By Captum's choice such an activation keeps its gradient, inner Sigmoid and Tanh included.
      Tensor twice = OTHER;
      Explained captum = Explained.by(new DeepLift(against(twice)), engine, graph, PICTURE);
      Explained plain =
          Explained.by(new DeepLift(against(twice).withRescaled(Set.of())), engine, graph, PICTURE);
      assertArrayEquals(plain.map(), captum.map());
    }
  }

  @Test
  void aGateIsNoActivationOfItsInput(Engine engine) {
    Graph gated =
        net()
            .conv("c", "x", 2, 2, 3)
            .conv("g", "c", 2, 2, 1)
            .node("Sigmoid", "s", "g")
            .node("Mul", "y", "c", "s")
            .graph("y");
    Explained captum = Explained.by(new DeepLift(against(OTHER)), engine, gated, PICTURE);
    Explained all =
        Explained.by(
            new DeepLift(against(OTHER).withRescaled(DeepLiftRules.ALL)), engine, gated, PICTURE);
    assertArrayEquals(all.map(), captum.map());
  }

  @Test
  void softmaxLosesTheSumByCaptumsRuleAndKeepsItElementByElement(Engine engine) {
    Graph graph =
        net()
            .conv("c", "x", 2, 3, 3)
            .node("Softmax", "y", Map.of("axis", Attribute.of(1)), "c")
            .graph("y");
    DeepLift.Options captum = against(OTHER);
    assertTrue(Math.abs(gap(engine, graph, captum, OutputSpace.PROBABILITIES)) > 0.01);
    DeepLift.Options whole = captum.withRescaled(DeepLiftRules.ALL);
    assertEquals(0, gap(engine, graph, whole, OutputSpace.PROBABILITIES), 1e-4);
  }

  @Test
  void aNetworkOfConvolutionsAndPoolingsIsExplainedCompletely(Engine engine) {
    Map<String, Attribute> pool =
        Map.of("kernel_shape", Attribute.ofInts(2, 2), "strides", Attribute.ofInts(2, 2));
    Graph graph =
        net()
            .conv("c1", "x", 2, 4, 3)
            .node("Relu", "r1", "c1")
            .node("MaxPool", "p", pool, "r1")
            .conv("c2", "p", 4, 4, 3)
            .node("Relu", "r2", "c2")
            .constant("scales", Tensor.of(new float[] {1, 1, 2, 2}, 4))
            .node("Resize", "u", "r2", "", "scales")
            .node("Concat", "s", Map.of("axis", Attribute.of(1)), "u", "r1")
            .conv("y", "s", 8, 2, 3)
            .graph("y");
    assertEquals(0, gap(engine, graph, against(OTHER), OutputSpace.LOGITS), 1e-4);
    DeepLift layers = new DeepLift(against(OTHER).withLayers(List.of("s", "r1")));
    Explained explained = Explained.by(layers, engine, graph, PICTURE);
    double whole = Explained.by(new DeepLift(against(OTHER)), engine, graph, PICTURE).sum();
    for (int i = 0; i < 2; i++) {
      double[] map = explained.maps().get(i).values().toDoubles();
      assertEquals(whole, Explained.sum(map), 1e-3 * Math.abs(whole));
    }
    assertEquals("s", explained.maps().get(0).layer());
  }

  @Test
  void ofEqualInputsItIsZero(Engine engine) {
    Graph graph = net().conv("c", "x", 2, 2, 3).node("Relu", "y", "c").graph("y");
    assertArrayEquals(
        new double[72],
        Explained.by(new DeepLift(against(PICTURE)), engine, graph, PICTURE).map(),
        1e-12);
  }

  @Test
  void aBaselineOfAnotherShapeIsRefused(Engine engine) {
    Graph graph = net().conv("y", "x", 2, 1, 3).graph("y");
    DeepLift deepLift = new DeepLift(against(Net.noise(1, 1, 2, 5, 6)));
    InputException e =
        assertThrows(InputException.class, () -> Explained.by(deepLift, engine, graph, PICTURE));
    assertEquals(
        "the baseline has shape [1,2,5,6], the image [1,2,6,6]; give one of the image's shape",
        e.getMessage());
  }

  @Test
  void whatIsNoActivationCannotBeRescaled(Engine engine) {
    InputException e =
        assertThrows(InputException.class, () -> DeepLiftRules.rescaling(Set.of("Conv")));
    assertTrue(e.getMessage().startsWith("DeepLIFT cannot rescale operator 'Conv'"));
  }
}
