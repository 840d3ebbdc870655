package org.example.deviation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
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

/** The kit asks of it what it asks of every method: targets, shapes, scaling, same bytes. */
class DeviationXGradientTest extends ConformanceKit {
  @Override
  protected Attributor attributor() {
    return new DeviationXGradient();
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 2, 8, 12};
  }

  @Test
  void isWhatAPixelDiffersFromTheMeanTimesTheGradient(Engine engine) {
    // y = relu(2 x): the second pixel is switched off; the mean is 2.
    Graph graph =
        new Net(1)
            .input("x", 1, 1, 1, 3)
            .conv("sum", "x", Tensor.of(new float[] {2}, 1, 1, 1, 1))
            .node("Relu", "y", "sum")
            .graph("y");
    Tensor image = Tensor.of(new float[] {3, -1, 4}, 1, 1, 1, 3);
    Question sum = new Question(new ImageTarget(0), Reduction.SUM, OutputSpace.LOGITS);
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph));
        Evaluation at = runner.evaluate(image)) {
      Tensor map = attributor().explain(at, sum).get(0).values();
      assertArrayEquals(new float[] {2, 0, 4}, map.toFloats(), 1e-6f);
    }
  }
}
