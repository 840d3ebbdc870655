package org.pixelwhy.attribution.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

class GuidedBackpropTest extends ConformanceKit {
  @Override
  protected Attributor attributor() {
    return new GuidedBackprop(Set.of(Rectifier.RELU));
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 2, 8, 12};
  }

  private static final Question SUM =
      new Question(new ImageTarget(0), Reduction.SUM, OutputSpace.LOGITS);

  private static Attribution explain(
      Engine engine, Graph graph, Tensor image, Attributor attributor) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph));
        Evaluation at = runner.evaluate(image)) {
      return attributor.explain(at, SUM).get(0);
    }
  }

  /**
   * {@code y = f(w * x)} at each of four pixels, for weights +-1 after and before the rectifier: it
   * sees -2, -2, 2, 2 and gets gradients 3, -3, 3, -3.
   */
  private static Attribution rectified(Engine engine, Net net, Set<Rectifier> rectifiers) {
    Graph graph =
        net.constant("after", Tensor.of(new float[] {3, -3, 3, -3}, 1, 1, 1, 4))
            .node("Mul", "y", "a", "after")
            .graph("y");
    Tensor image = Tensor.of(new float[] {-2, -2, 2, 2}, 1, 1, 1, 4);
    return explain(engine, graph, image, new GuidedBackprop(rectifiers));
  }

  private static Net picture() {
    return new Net(1).input("x", 1, 1, 1, 4);
  }

  @Test
  void changesNothingButTheRuleOfRelu(Engine engine) {
    Attribution map = rectified(engine, picture().node("Relu", "a", "x"), Set.of(Rectifier.RELU));
    assertArrayEquals(new float[] {0, 0, 3, 0}, map.values().toFloats());
    assertEquals(List.of(), map.notes());
  }

  @Test
  void takesOtherRectifiersForAReluWhereAsked(Engine engine) {
    Net leaky = picture().node("LeakyRelu", "a", "x");
    assertArrayEquals(
        new float[] {0, 0, 3, 0},
        rectified(engine, leaky, Set.of(Rectifier.LEAKY_RELU)).values().toFloats());
    Net prelu =
        picture()
            .constant("slope", Tensor.of(new float[] {0.5f}, 1))
            .node("PRelu", "a", "x", "slope");
    assertArrayEquals(
        new float[] {0, 0, 3, 0},
        rectified(engine, prelu, Set.of(Rectifier.PRELU)).values().toFloats());
    Net relu6 =
        picture()
            .constant("min", Tensor.scalar(DataType.FLOAT, 0))
            .constant("max", Tensor.scalar(DataType.FLOAT, 6))
            .node("Clip", "a", "x", "min", "max");
    assertArrayEquals(
        new float[] {0, 0, 3, 0},
        rectified(engine, relu6, Set.of(Rectifier.CLIP)).values().toFloats());
  }

  @Test
  void aClipThatIsNoReluKeepsItsGradient(Engine engine) {
    Net clip =
        picture()
            .constant("min", Tensor.scalar(DataType.FLOAT, -5))
            .constant("max", Tensor.scalar(DataType.FLOAT, 6))
            .node("Relu", "r", "x")
            .node("Sub", "d", "x", "r")
            .node("Clip", "a", "d", "min", "max");
    Attribution map = rectified(engine, clip, Set.of(Rectifier.RELU, Rectifier.CLIP));
    assertEquals(
        List.of("activations that do not count as ReLU keep their plain gradient: 1 Clip"),
        map.notes());
  }

  @Test
  void aNetworkWithoutReluGetsThePlainGradientAndIsToldSo(Engine engine) {
    Attribution map =
        rectified(engine, picture().node("LeakyRelu", "a", "x"), Set.of(Rectifier.RELU));
    assertArrayEquals(new float[] {0.03f, -0.03f, 3, -3}, map.values().toFloats(), 1e-7f);
    assertEquals(
        List.of(
            "the network has no ReLU to act on (its activations: 1 LeakyRelu), so this map is the"
                + " plain gradient, saliency"),
        map.notes());
    Attribution bare =
        rectified(engine, picture().node("Identity", "a", "x"), Set.of(Rectifier.RELU));
    assertEquals(
        List.of(
            "the network has no ReLU to act on (no activation at all), so this map is the plain"
                + " gradient, saliency"),
        bare.notes());
  }
}
