package org.pixelwhy.attribution.cam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
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
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class AblationCamTest extends ConformanceKit {
  @Override
  protected Attributor attributor() {
    return new AblationCam(CamOptions.defaults());
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 1, 4, 6};
  }

  @Override
  protected double degree() {
    return 0;
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
  void weighsFeaturesByTheShareThatIsLostWithoutThem(Engine engine) {
    // t = 3 * 4 - 2 = 10; without A_0 it is -2, without A_1 it is 12.
    CamOptions options = new CamOptions(List.of("a"), false);
    Attribution map = explain(engine, byHand(), IMAGE, new AblationCam(options)).get(0);
    assertArrayEquals(new float[] {1.2f, -0.4f, 3.6f}, map.values().toFloats(), 1e-6f);
  }

  @Test
  void aTargetOfValueZeroHasNoShares(Engine engine) {
    Tensor black = Tensor.of(new float[3], 1, 1, 1, 3);
    CamOptions options = new CamOptions(List.of("a"), false);
    InputException e =
        assertThrows(
            InputException.class, () -> explain(engine, byHand(), black, new AblationCam(options)));
    assertEquals(
        "the target's value is 0, so Ablation-CAM cannot say which share of it a feature makes; use"
            + " another method",
        e.getMessage());
  }
}
