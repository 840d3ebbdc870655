package org.pixelwhy.attribution.cam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.image.Interpolation;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.Tensor;

class ScoreCamTest extends ConformanceKit {
  @Override
  protected Attributor attributor() {
    return new ScoreCam(CamOptions.defaults());
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 1, 4, 6};
  }

  @Override
  protected double degree() {
    return Double.NaN;
  }

  private static final Question SUM =
      new Question(new ImageTarget(0), Reduction.SUM, OutputSpace.LOGITS);

  private static List<Attribution> explain(
      Engine engine, Graph graph, Tensor image, Attributor attributor) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph));
        Evaluation at = runner.evaluate(image)) {
      return attributor.explain(at, SUM);
    }
  }

  /** Features A_0 = relu(x), A_1 = relu(-x); y = 3 A_0 - A_1. */
  private static Graph byHand() {
    return new Net(1)
        .input("x", 1, 1, 1, 3)
        .conv("both", "x", Tensor.of(new float[] {1, -1}, 2, 1, 1, 1))
        .node("Relu", "a", "both")
        .conv("y", "a", Tensor.of(new float[] {3, -1}, 1, 2, 1, 1))
        .graph("y");
  }

  private static final Tensor IMAGE = Tensor.of(new float[] {1, -2, 3}, 1, 1, 1, 3);

  @Test
  void weighsFeaturesByTheTargetWhereTheyAreAllThatIsLeft(Engine engine) {
    // A_0 = [1,0,3] keeps [1/3,0,3], of target 10; A_1 = [0,2,0] keeps [0,-2,0], of target -2.
    CamOptions options = new CamOptions(List.of("a"), false);
    Attribution map = explain(engine, byHand(), IMAGE, new ScoreCam(options)).get(0);
    double first = 1 / (1 + Math.exp(-12));
    assertArrayEquals(
        new float[] {(float) first, (float) (2 * (1 - first)), (float) (3 * first)},
        map.values().toFloats(),
        1e-6f);
  }

  @Test
  void masksAreEnlargedWithTheirCornersAligned() {
    assertArrayEquals(
        new double[] {0, 1, 2, 3, 4},
        Interpolation.LINEAR_CORNERS.resize(new double[] {0, 2, 4}, new int[] {3}, new int[] {5}),
        1e-12);
  }
}
