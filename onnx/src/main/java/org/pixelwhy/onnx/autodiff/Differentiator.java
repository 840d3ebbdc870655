package org.pixelwhy.onnx.autodiff;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.TensorType;
import org.pixelwhy.tensor.Text;

/**
 * Appends the backward pass to a graph (reverse-mode differentiation as a graph rewrite).
 *
 * <p>For an output y and tensors x_1 ... x_n of the graph, the result computes {@code dt/dx_i =
 * sum_j seed_j dy_j/dx_i}: the gradient of {@code t = sum(seed * y)}. The seed is a new input of
 * y's shape, so one graph serves every target that is linear in y. Tensors may be inputs, weights,
 * or intermediate results.
 */
public final class Differentiator {
  private final RuleSet rules;

  public Differentiator(RuleSet rules) {
    this.rules = rules;
  }

  /**
   * The graph with its backward pass; y and the gradients are among its outputs.
   *
   * @param graph a graph of known shapes
   * @param of the tensor y whose gradient is taken
   * @param withRespectTo the tensors x; one that y does not depend on gets a gradient of zeros
   * @throws UnsupportedOperatorException if operators on the way have no rule
   * @throws GraphException if a name is unknown or a tensor does not hold floating-point numbers
   */
  public GradientGraph differentiate(TypedGraph graph, String of, List<String> withRespectTo) {
    requireFloating(graph, of);
    withRespectTo.forEach(tensor -> requireFloating(graph, tensor));
    Backpropagation pass =
        new Backpropagation(graph, of, new LinkedHashSet<>(withRespectTo), rules);
    String seed = pass.builder().fresh("gradient_seed");
    pass.builder().input(Value.of(seed, graph.type(of)));
    pass.run(of, seed);
    Map<String, String> gradients = new LinkedHashMap<>();
    for (String tensor : withRespectTo) {
      gradients.put(tensor, pass.gradient(tensor).orElseGet(() -> zeros(pass, tensor)));
    }
    pass.builder().tap(of);
    gradients.values().forEach(pass.builder()::tap);
    return new GradientGraph(
        new TypedGraph(pass.builder().prune().build(), pass.types()), of, seed, gradients);
  }

  private static String zeros(Backpropagation pass, String tensor) {
    TensorType type = pass.type(tensor);
    return new Ops(pass.builder(), type.type()).filled(type.shape(), 0);
  }

  private static void requireFloating(TypedGraph graph, String tensor) {
    if (!graph.type(tensor).type().isFloating()) {
      throw new GraphException(
          Text.format(
              "tensor '%s' is of type %s; only floating-point tensors have gradients",
              tensor, graph.type(tensor)));
    }
  }
}
