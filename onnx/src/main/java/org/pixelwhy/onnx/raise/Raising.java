package org.pixelwhy.onnx.raise;

import java.util.List;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;

/**
 * Finds activations and normalisations over the image that a graph computes by several nodes, and
 * puts the one operator in their place: LayerNormalization, InstanceNormalization,
 * GroupNormalization; Gelu, HardSwish, HardSigmoid, Mish, Softsign, Softplus, Sigmoid, Relu and
 * Clip. The tensors that such parts give keep their names.
 *
 * <p>Two files of one network, fused or not, then get the same explanations from methods with rules
 * for operators. A SiLU has no operator in opset 21 and stays a product with a Sigmoid.
 */
public final class Raising {
  private Raising() {}

  /**
   * The graph with these operators.
   *
   * @param graph any graph of the one dialect
   * @param evidence the same tensors at some size of the input; what is not among them is left
   *     alone
   */
  public static Graph of(Graph graph, TypedGraph evidence) {
    Graph raised = graph;
    for (Pattern pattern :
        List.of(new FullPads(), new Activations(), new Normalizations(), new GroupedInstances())) {
      raised = new Rewriting(raised, evidence).apply(pattern);
    }
    return raised;
  }
}
