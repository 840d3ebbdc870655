package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Kind;
import org.pixelwhy.onnx.operator.Operator;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.operator.Trait;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/**
 * Weights that a network computes from constants, as in weight standardisation or spectral
 * normalisation, as the constants that they are. Rules that need a layer's weights then find them.
 */
final class ComputedWeights {
  private final Graph graph;
  private final List<Node> constant = new ArrayList<>();
  private final Set<String> computed = new HashSet<>();

  private ComputedWeights(Graph graph) {
    this.graph = graph;
    Set<String> known = new HashSet<>(graph.initializers().keySet());
    for (Node node : graph.nodes()) {
      Set<String> read = Graph.dependencies(node);
      if (!read.isEmpty() && known.containsAll(read) && isRepeatable(node)) {
        constant.add(node);
        known.addAll(node.outputs());
        computed.addAll(node.outputs());
      }
    }
  }

  /** What is random is drawn anew each time; what was quantised is brought back elsewhere. */
  private static boolean isRepeatable(Node node) {
    return !Operators.is(node, Trait.RANDOM) && !Operators.is(node, Kind.QUANTIZATION);
  }

  /**
   * The graph with such weights as constants.
   *
   * @param engine to compute them with
   */
  static Graph in(Engine engine, Graph graph) {
    ComputedWeights weights = new ComputedWeights(graph);
    Set<String> wanted = weights.wanted();
    if (wanted.isEmpty()) {
      return graph;
    }
    try {
      return weights.replaced(weights.values(engine, wanted));
    } catch (InputException e) {
      // Too large, or damaged: whoever looks at the whole network says so better.
      return graph;
    }
  }

  /** The computed tensors that layers read as weights. */
  private Set<String> wanted() {
    Set<String> wanted = new LinkedHashSet<>();
    for (Node node : graph.nodes()) {
      for (int slot : Operators.of(node).map(Operator::learned).orElse(List.of())) {
        if (!constant.contains(node)
            && node.hasInput(slot)
            && computed.contains(node.input(slot))) {
          wanted.add(node.input(slot));
        }
      }
    }
    return wanted;
  }

  private Map<String, Tensor> values(Engine engine, Set<String> wanted) {
    GraphBuilder builder = Graph.builder("weights", graph.opset());
    graph.opsets().forEach(builder::opset);
    graph.initializers().forEach(builder::initializer);
    constant.forEach(builder::add);
    wanted.forEach(builder::tap);
    Graph checked = new ShapeProbe(engine).probe(builder.prune().build(), Map.of()).graph();
    try (Program program = engine.compile(checked)) {
      return program.run(Map.of());
    }
  }

  private Graph replaced(Map<String, Tensor> values) {
    GraphBuilder builder = graph.edit();
    for (Node node : constant) {
      if (node.outputs().stream().anyMatch(values::containsKey)) {
        builder.remove(node);
        node.outputs().stream()
            .filter(values::containsKey)
            .forEach(output -> builder.initializer(output, values.get(output)));
      }
    }
    return builder.prune().build();
  }
}
