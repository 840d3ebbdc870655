package org.pixelwhy.attribution.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.Tensor;

class InputXGradientTest extends ConformanceKit {
  @Override
  protected Attributor attributor() {
    return new InputXGradient();
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

  @Test
  void isTheImageTimesItsGradient(Engine engine) {
    // y = relu(2 a - 3 b); 2a - 3b is -1, 1, 4: the first pixel is switched off.
    Graph graph =
        new Net(1)
            .input("x", 1, 2, 1, 3)
            .conv("sum", "x", Tensor.of(new float[] {2, -3}, 1, 2, 1, 1))
            .node("Relu", "y", "sum")
            .graph("y");
    Tensor image = Tensor.of(new float[] {1, 2, 2, 1, 1, 0}, 1, 2, 1, 3);
    Attribution map = explain(engine, graph, image, new InputXGradient());
    assertArrayEquals(new float[] {0, 4, 4, 0, -3, 0}, map.values().toFloats(), 1e-6f);
    assertEquals(Sign.SIGNED, map.sign());
  }
}
