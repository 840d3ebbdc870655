package org.pixelwhy.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.relevance.Lrp;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class ComputedWeightsTest {
  private static final Tensor KERNEL = Net.noise(1, 4, 3, 3, 3);
  private static final Tensor GAIN = Net.noise(2, 4, 1, 1, 1);

  /** A convolution whose kernels are scaled within the graph, or beforehand. */
  private static Graph net(boolean computed) {
    Net net = new Net(6).input("x", 1, 3, 8, 12);
    if (computed) {
      net.constant("kernel", KERNEL).constant("gain", GAIN).node("Mul", "w", "kernel", "gain");
    } else {
      float[] values = KERNEL.toFloats();
      for (int i = 0; i < values.length; i++) {
        values[i] *= GAIN.toFloats()[i / 27];
      }
      net.constant("w", Tensor.of(values, 4, 3, 3, 3));
    }
    return net.node("Conv", "a", "x", "w")
        .node("Relu", "b", "a")
        .conv("y", "b", 4, 2, 3)
        .graph("y");
  }

  private static Tensor relevance(Engine engine, Graph graph) {
    SegmentationModel model = Net.prepare(engine, graph);
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(Net.noise(3, 1, 3, 8, 12))) {
      return new Lrp(Lrp.Options.defaults())
          .explain(at, Question.of(new ImageTarget(1)))
          .get(0)
          .values();
    }
  }

  @Test
  void relevanceThroughComputedWeightsIsThatOfTheSameNumbers(Engine engine) {
    assertEquals(relevance(engine, net(false)), relevance(engine, net(true)));
  }

  @Test
  void onlyWhatLayersReadAsWeightsBecomesConstant(Engine engine) {
    Graph folded = ComputedWeights.in(engine, net(true));
    assertTrue(folded.initializers().containsKey("w"));
    assertTrue(folded.nodes().stream().noneMatch(node -> node.op().equals("Mul")));
    Graph plain = net(false);
    assertSame(plain, ComputedWeights.in(engine, plain));
    Graph added =
        new Net(6)
            .input("x", 1, 3, 8, 12)
            .constant("gain", GAIN)
            .node("Neg", "shift", "gain")
            .conv("a", "x", 3, 4, 3)
            .node("Add", "y", "a", "shift")
            .graph("y");
    assertSame(added, ComputedWeights.in(engine, added));
  }
}
