package org.pixelwhy.attribution.relevance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.model.Net;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class LrpTest extends ConformanceKit {
  @Override
  protected Attributor attributor() {
    return new Lrp(Lrp.Options.defaults());
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 2, 8, 12};
  }

  private static Lrp lrp(Composite composite, String... layers) {
    return new Lrp(new Lrp.Options(composite, List.of(layers)));
  }

  /** A small U-Net without biases: pooling of both kinds, skips by Add and Concat, both ways up. */
  private static Graph unet() {
    Map<String, Attribute> two =
        Map.of("kernel_shape", Attribute.ofInts(2, 2), "strides", Attribute.ofInts(2, 2));
    Map<String, Attribute> linear = Map.of("mode", Attribute.from("linear"));
    return new Net(7)
        .input("x", 1, 2, 8, 8)
        .conv("c1", "x", 2, 4, 3)
        .node("Relu", "r1", "c1")
        .node("MaxPool", "p1", two, "r1")
        .conv("c2", "p1", 4, 4, 3)
        .node("Relu", "r2", "c2")
        .node("Add", "a2", "r2", "p1")
        .node("AveragePool", "p2", two, "a2")
        .conv("c3", "p2", 4, 4, 3)
        .node("Relu", "r3", "c3")
        .constant("up", Net.noise(8, 4, 4, 2, 2))
        .node("ConvTranspose", "u2", Map.of("strides", Attribute.ofInts(2, 2)), "r3", "up")
        .node("Relu", "ur2", "u2")
        .node("Concat", "s2", Map.of("axis", Attribute.of(1)), "ur2", "a2")
        .constant("scales", Tensor.of(new float[] {1, 1, 2, 2}, 4))
        .node("Resize", "u1", linear, "s2", "", "scales")
        .conv("c4", "u1", 8, 4, 3)
        .node("Relu", "r4", "c4")
        .conv("y", "r4", 4, 2, 3)
        .graph("y");
  }

  /** Alpha-beta is absent: it conserves only where contributions of both signs meet. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "epsilon-plus",
        "epsilon-plus-flat",
        "epsilon-gamma-box",
        "epsilon",
        "gamma",
        "z-plus"
      })
  void relevanceIsConservedThroughAUNetWithoutBiases(String composite, Engine engine) {
    Tensor image = Net.noise(3, 1, 2, 8, 8);
    Explained explained = Explained.by(lrp(Composite.named(composite)), engine, unet(), image);
    assertTrue(Math.abs(explained.target()) > 1);
    assertEquals(explained.target(), explained.sum(), 2e-3 * Math.abs(explained.target()));
  }

  @Test
  void relevanceIsConservedAtALayerThatEverythingPasses(Engine engine) {
    Tensor image = Net.noise(3, 1, 2, 8, 8);
    Lrp lrp = lrp(Composite.epsilonPlus(), "r4", "p1");
    Explained explained = Explained.by(lrp, engine, unet(), image);
    for (int i = 0; i < 2; i++) {
      double sum = Explained.sum(explained.maps().get(i).values().toDoubles());
      assertEquals(explained.target(), sum, 1e-3 * Math.abs(explained.target()));
    }
    assertEquals("r4", explained.maps().get(0).layer());
    assertArrayEquals(new long[] {1, 4, 4, 4}, explained.maps().get(1).values().shape().dims());
  }

  @Test
  void ofASumEveryTermGetsItsPart(Engine engine) {
    // y = relu(x) + 3 x, x = 2 and -1: the parts of y = 8 are 2 and 6; of y = -3, 0 and -3.
    Graph graph =
        new Net(1)
            .input("x", 1, 1, 1, 2)
            .constant("three", Tensor.scalar(DataType.FLOAT, 3))
            .node("Relu", "r", "x")
            .node("Mul", "m", "x", "three")
            .node("Add", "y", "r", "m")
            .graph("y");
    Tensor image = Tensor.of(new float[] {2, -1}, 1, 1, 1, 2);
    Explained explained =
        Explained.by(lrp(Composite.epsilonPlus(), "r", "m"), engine, graph, image);
    assertArrayEquals(new double[] {2, 0}, explained.map(), 1e-5);
    assertArrayEquals(new double[] {6, -3}, explained.maps().get(1).values().toDoubles(), 1e-5);
  }

  @Test
  void aGateGetsNothing(Engine engine) {
    Graph graph =
        new Net(1)
            .input("x", 1, 1, 2, 2)
            .conv("a", "x", 1, 1, 3)
            .conv("b", "x", 1, 1, 3)
            .node("Sigmoid", "g", "b")
            .node("Mul", "y", "a", "g")
            .graph("y");
    Tensor image = Net.noise(2, 1, 1, 2, 2);
    Explained explained =
        Explained.by(lrp(Composite.named("epsilon"), "a", "b"), engine, graph, image);
    assertArrayEquals(explained.relevance(), explained.map(), 1e-6);
    assertEquals(0, Explained.sum(explained.maps().get(1).values().toDoubles()));
  }

  @Test
  void anActivationOfSeveralNodesPassesAllToItsInput(Engine engine) {
    Graph graph =
        new Net(1)
            .input("x", 1, 1, 2, 2)
            .conv("a", "x", 1, 1, 3)
            .node("Sigmoid", "g", "a")
            .node("Mul", "y", "a", "g")
            .graph("y");
    Tensor image = Net.noise(2, 1, 1, 2, 2);
    Explained explained = Explained.by(lrp(Composite.named("epsilon"), "a"), engine, graph, image);
    assertArrayEquals(explained.relevance(), explained.map(), 1e-6);
  }

  @Test
  void batchNormalizationIsPartOfTheConvolutionBeforeIt(Engine engine) {
    Tensor weight = Net.noise(2, 2, 2, 3, 3);
    float[] scale = {1.5f, -2};
    float[] shift = {0.3f, 0.1f};
    float[] mean = {0.2f, -0.4f};
    float[] variance = {2, 0.5f};
    Net apart =
        new Net(1)
            .input("x", 1, 2, 4, 4)
            .conv("c", "x", weight)
            .constant("scale", Tensor.of(scale, 2))
            .constant("shift", Tensor.of(shift, 2))
            .constant("mean", Tensor.of(mean, 2))
            .constant("variance", Tensor.of(variance, 2));
    apart.node("BatchNormalization", "y", "c", "scale", "shift", "mean", "variance");
    float[] folded = weight.toFloats();
    double[] bias = new double[2];
    for (int m = 0; m < 2; m++) {
      double factor = scale[m] / Math.sqrt(variance[m] + 1e-5f);
      for (int i = m * 18; i < (m + 1) * 18; i++) {
        folded[i] *= (float) factor;
      }
      bias[m] = shift[m] - factor * mean[m];
    }
    Tensor image = Net.noise(3, 1, 2, 4, 4);
    for (LrpRule rule : LrpRuleTest.everyRule().toList()) {
      Explained explained =
          Explained.by(lrp(Composite.uniform("test", rule)), engine, apart.graph("y"), image);
      NaiveLayer layer = NaiveLayer.convolution(Tensor.of(folded, 2, 2, 3, 3), bias, 4, 4);
      double[] expected = layer.share(rule, image.toDoubles(), explained.relevance());
      double greatest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
      assertArrayEquals(expected, explained.map(), 2e-4 * greatest, rule.toString());
    }
  }

  @Test
  void theFirstLayerHasARuleOfItsOwn(Engine engine) {
    Graph graph =
        new Net(1)
            .input("x", 1, 1, 4, 4)
            .conv("c", "x", 1, 2, 3)
            .node("Relu", "r", "c")
            .conv("y", "r", 2, 1, 3)
            .graph("y");
    Tensor image = Net.noise(3, 1, 1, 4, 4);
    LrpRule flat = new LrpRule.Flat();
    Composite mixed = new Composite("test", LrpRule.zPlus(), LrpRule.zPlus(), Optional.of(flat));
    double[] atFirst = Explained.by(lrp(mixed, "r"), engine, graph, image).map();
    assertArrayEquals(
        Explained.by(lrp(Composite.named("z-plus"), "r"), engine, graph, image).map(), atFirst);
    Tensor weight = graph.initializers().get("c.weight");
    double[] expected =
        NaiveLayer.convolution(weight, new double[0], 4, 4).share(flat, image.toDoubles(), atFirst);
    assertArrayEquals(expected, Explained.by(lrp(mixed), engine, graph, image).map(), 1e-5);
  }

  @Test
  void theNoteSaysHowMuchRelevanceArrived(Engine engine) {
    Explained explained = Explained.by(attributor(), engine, unet(), Net.noise(3, 1, 2, 8, 8));
    String note = explained.maps().get(0).notes().get(0);
    assertTrue(note.startsWith("LRP epsilon-plus: relevance sums to "), note);
  }

  @Test
  void anUnknownCompositeIsRefusedWithThoseThatThereAre() {
    InputException e = assertThrows(InputException.class, () -> Composite.named("plus"));
    assertTrue(e.getMessage().contains("epsilon-plus, epsilon-plus-flat"), e.getMessage());
  }

  /** y = x - 0.999 at x = 1: the term x gets a thousand times the sum that it is part of. */
  @Test
  void relevanceThatExplodedIsWarnedOf(Engine engine) {
    Net net = new Net(1).input("x", 1, 1, 2, 2);
    net.constant("c", Tensor.scalar(DataType.FLOAT, -0.999)).node("Add", "y", "x", "c");
    Tensor ones = Tensor.filled(DataType.FLOAT, 1, 1, 1, 2, 2);
    Lrp lrp = new Lrp(Lrp.Options.defaults());
    Explained exploded = Explained.by(lrp, engine, net.graph("y"), ones);
    assertEquals(4, exploded.sum(), 0.01);
    List<String> warnings = exploded.maps().get(0).extras().warnings();
    assertTrue(warnings.get(0).startsWith("relevance sums to 3.99"), warnings::toString);
    Tensor hundred = Tensor.filled(DataType.FLOAT, 100, 1, 1, 2, 2);
    assertEquals(
        List.of(),
        Explained.by(lrp, engine, net.graph("y"), hundred).maps().get(0).extras().warnings());
  }
}
