package org.pixelwhy.attribution.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.OutputPixel;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.Tensor;

class SaliencyTest extends ConformanceKit {
  @Override
  protected Attributor attributor() {
    return new Saliency();
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 2, 8, 12};
  }

  /** {@code y = relu(2 a - 3 b)} at every pixel, for the channels a and b of a 1 x 3 picture. */
  private static Graph byHand() {
    return new Net(1)
        .input("x", 1, 2, 1, 3)
        .conv("sum", "x", Tensor.of(new float[] {2, -3}, 1, 2, 1, 1))
        .node("Relu", "y", "sum")
        .graph("y");
  }

  private static Attribution explain(Engine engine, Graph graph, Tensor image, Question question) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph));
        Evaluation at = runner.evaluate(image)) {
      return new Saliency().explain(at, question).get(0);
    }
  }

  @Test
  void isTheSignedGradientAtTheInput(Engine engine) {
    // 2a - 3b is -1, 1, 4: the first pixel is switched off.
    Tensor image = Tensor.of(new float[] {1, 2, 2, 1, 1, 0}, 1, 2, 1, 3);
    Question question = new Question(new ImageTarget(0), Reduction.SUM, OutputSpace.LOGITS);
    Attribution map = explain(engine, byHand(), image, question);
    assertArrayEquals(new float[] {0, 2, 2, 0, -3, -3}, map.values().toFloats());
    assertEquals(Sign.SIGNED, map.sign());
    assertEquals("saliency", map.method());
    assertEquals("", map.layer());
  }

  @Test
  void ofAProbabilityIsDampedByTheSigmoid(Engine engine) {
    Tensor image = Tensor.of(new float[] {1, 2, 2, 1, 1, 0}, 1, 2, 1, 3);
    OutputPixel second = new OutputPixel(1, OptionalInt.empty());
    Question question = new Question(second, Reduction.MEAN, OutputSpace.PROBABILITIES);
    Attribution map = explain(engine, byHand(), image, question);
    double p = 1 / (1 + Math.exp(-1));
    float slope = (float) (p * (1 - p));
    assertArrayEquals(
        new float[] {0, 2 * slope, 0, 0, -3 * slope, 0}, map.values().toFloats(), 1e-6f);
  }

  @Test
  void reachesAsFarAsTheReceptiveField(Engine engine) {
    Graph graph =
        new Net(1)
            .input("x", 1, 1, 5, 5)
            .conv("y", "x", Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 1, 3, 3))
            .graph("y");
    Question centre = Question.of(new OutputPixel(12, OptionalInt.empty()));
    Attribution map = explain(engine, graph, Net.noise(1, 1, 1, 5, 5), centre);
    assertArrayEquals(
        new float[] {
          0, 0, 0, 0, 0,
          0, 1, 2, 3, 0,
          0, 4, 5, 6, 0,
          0, 7, 8, 9, 0,
          0, 0, 0, 0, 0
        },
        map.values().toFloats());
  }
}
