package org.pixelwhy.attribution.cam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.model.Layers;
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

class LayerActivationTest extends ConformanceKit {
  @Override
  protected Attributor attributor() {
    return new LayerActivation(List.of(Layers.AUTO));
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 8, 4, 6};
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

  @Test
  void isTheTensorAsItIs(Engine engine) {
    Graph graph =
        new Net(1)
            .input("x", 1, 1, 1, 3)
            .conv("a", "x", Tensor.of(new float[] {1, -2}, 2, 1, 1, 1))
            .conv("y", "a", Tensor.of(new float[] {3, -1}, 1, 2, 1, 1))
            .graph("y");
    Tensor image = Tensor.of(new float[] {1, -2, 3}, 1, 1, 1, 3);
    Attribution map = explain(engine, graph, image, new LayerActivation(List.of("a"))).get(0);
    assertEquals(Tensor.of(new float[] {1, -2, 3, -2, 4, -6}, 1, 2, 1, 3), map.values());
    assertEquals("a", map.layer());
  }

  @Test
  void needsALayer() {
    assertThrows(InputException.class, () -> new LayerActivation(List.of()));
  }
}
