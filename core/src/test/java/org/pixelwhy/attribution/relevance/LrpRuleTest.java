package org.pixelwhy.attribution.relevance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.model.Net;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** Every rule against its formula, computed in double on full matrices. */
@ExtendWith(EngineExtension.class)
class LrpRuleTest {
  private static final int HEIGHT = 4;
  private static final int WIDTH = 5;

  private final Tensor image = Net.noise(1, 1, 2, HEIGHT, WIDTH);
  private final Tensor first = Net.noise(2, 3, 2, 3, 3);
  private final Tensor second = Net.noise(3, 2, 3, 3, 3);
  private final Tensor bias = Net.noise(4, 3);
  private final Tensor pads = Tensor.vector(1, 1, 1, 1);

  static Stream<LrpRule> everyRule() {
    return Stream.of(
        new LrpRule.Epsilon(1e-6),
        new LrpRule.Epsilon(0.5),
        new LrpRule.Gamma(0.25),
        new LrpRule.Gamma(10),
        LrpRule.zPlus(),
        new LrpRule.AlphaBeta(2, 1),
        new LrpRule.Flat(),
        new LrpRule.WSquare(),
        new LrpRule.Box(Optional.of(new LrpRule.Box.Bounds(-4, 5))));
  }

  private Net convolution(Net net, String output, String input, Tensor weight, String... rest) {
    net.constant(output + ".weight", weight);
    String[] inputs =
        Stream.concat(Stream.of(input, output + ".weight"), Stream.of(rest)).toArray(String[]::new);
    return net.node("Conv", output, Map.of("pads", Attribute.ofInts(pads.toLongs())), inputs);
  }

  private static Lrp uniform(LrpRule rule) {
    return new Lrp(new Lrp.Options(Composite.uniform("test", rule), List.of()));
  }

  private static void assertClose(double[] expected, double[] actual) {
    double greatest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    assertArrayEquals(expected, actual, 2e-4 * greatest);
  }

  @ParameterizedTest
  @MethodSource("everyRule")
  void sharesOutByItsFormulaThroughOneConvolution(LrpRule rule, Engine engine) {
    Graph graph =
        convolution(
                new Net(1).input("x", 1, 2, HEIGHT, WIDTH).constant("b", bias),
                "y",
                "x",
                first,
                "b")
            .graph("y");
    Explained explained = Explained.by(uniform(rule), engine, graph, image);
    NaiveLayer layer = NaiveLayer.convolution(first, bias.toDoubles(), HEIGHT, WIDTH);
    assertClose(layer.share(rule, image.toDoubles(), explained.relevance()), explained.map());
  }

  @ParameterizedTest
  @MethodSource("everyRule")
  void sharesOutByItsFormulaThroughTwoConvolutions(LrpRule rule, Engine engine) {
    Net net = new Net(1).input("x", 1, 2, HEIGHT, WIDTH).constant("b", bias);
    convolution(net, "h", "x", first, "b").node("Relu", "r", "h");
    Graph graph = convolution(net, "y", "r", second).graph("y");
    Explained explained = Explained.by(uniform(rule), engine, graph, image);

    NaiveLayer lower = NaiveLayer.convolution(first, bias.toDoubles(), HEIGHT, WIDTH);
    NaiveLayer upper = NaiveLayer.convolution(second, new double[0], HEIGHT, WIDTH);
    double[] hidden =
        Arrays.stream(lower.forward(image.toDoubles())).map(h -> Math.max(h, 0)).toArray();
    double[] relevance = upper.share(rule, hidden, explained.relevance());
    assertClose(lower.share(rule, image.toDoubles(), relevance), explained.map());
  }

  @ParameterizedTest
  @MethodSource("everyRule")
  void sharesOutByItsFormulaThroughATransposedConvolution(LrpRule rule, Engine engine) {
    Tensor weight = Net.noise(5, 2, 3, 2, 2);
    Graph graph =
        new Net(1)
            .input("x", 1, 2, HEIGHT, WIDTH)
            .constant("w", weight)
            .constant("b", bias)
            .node("ConvTranspose", "y", Map.of("strides", Attribute.ofInts(2, 2)), "x", "w", "b")
            .graph("y");
    Explained explained = Explained.by(uniform(rule), engine, graph, image);
    NaiveLayer layer = NaiveLayer.doubling(weight, bias.toDoubles(), HEIGHT, WIDTH);
    assertClose(layer.share(rule, image.toDoubles(), explained.relevance()), explained.map());
  }

  @ParameterizedTest
  @MethodSource("everyRule")
  void sharesOutByItsFormulaThroughAMatrixProduct(LrpRule rule, Engine engine) {
    Tensor weight = Net.noise(6, WIDTH, WIDTH);
    Graph graph =
        new Net(1)
            .input("x", 1, 1, 1, WIDTH)
            .constant("w", weight)
            .node("MatMul", "y", "x", "w")
            .graph("y");
    Tensor row = Net.noise(7, 1, 1, 1, WIDTH);
    Explained explained = Explained.by(uniform(rule), engine, graph, row);
    double[][] matrix = new double[WIDTH][WIDTH];
    for (int i = 0; i < WIDTH * WIDTH; i++) {
      matrix[i % WIDTH][i / WIDTH] = weight.get(i);
    }
    NaiveLayer layer = new NaiveLayer(matrix, new double[WIDTH]);
    assertClose(layer.share(rule, row.toDoubles(), explained.relevance()), explained.map());
  }

  @Test
  void aBoxWithoutBoundsTakesTheRangeOfTheImage(Engine engine) {
    Graph graph =
        convolution(new Net(1).input("x", 1, 2, HEIGHT, WIDTH), "y", "x", first).graph("y");
    double low = Arrays.stream(image.toDoubles()).min().orElseThrow();
    double high = Arrays.stream(image.toDoubles()).max().orElseThrow();
    LrpRule given = new LrpRule.Box(Optional.of(new LrpRule.Box.Bounds(low, high)));
    LrpRule open = new LrpRule.Box(Optional.empty());
    assertClose(
        Explained.by(uniform(given), engine, graph, image).map(),
        Explained.by(uniform(open), engine, graph, image).map());
  }

  @Test
  void illegalNumbersAreRefused() {
    assertThrows(InputException.class, () -> new LrpRule.Epsilon(0));
    assertThrows(InputException.class, () -> new LrpRule.Gamma(Double.NaN));
    assertThrows(InputException.class, () -> new LrpRule.Box.Bounds(1, 1));
    InputException e = assertThrows(InputException.class, () -> new LrpRule.AlphaBeta(1, 1));
    assertEquals(
        "illegal LRP alpha 1.0 and beta 1.0: alpha - beta must be 1 and beta 0 or more",
        e.getMessage());
  }
}
