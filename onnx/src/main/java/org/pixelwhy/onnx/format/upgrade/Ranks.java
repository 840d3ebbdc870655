package org.pixelwhy.onnx.format.upgrade;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.operator.Extent;
import org.pixelwhy.onnx.operator.Operator;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.tensor.Tensor;

/** Numbers of axes as far as declarations, constants and shape-keeping operators tell them. */
final class Ranks {
  private final Map<String, Integer> ranks = new HashMap<>();

  /** The ranks of a graph's tensors, given those of the graph around it. */
  Ranks(Graph graph, Ranks outer) {
    if (outer != null) {
      ranks.putAll(outer.ranks);
    }
    graph.inputs().forEach(this::declare);
    graph.initializers().forEach((name, tensor) -> ranks.put(name, tensor.shape().rank()));
    for (Node node : graph.nodes()) {
      if (node.domain().isEmpty()) {
        infer(node, graph).ifPresent(rank -> node.outputs().forEach(out -> ranks.put(out, rank)));
      }
    }
    for (Value output : graph.outputs()) {
      if (!ranks.containsKey(output.name())) {
        declare(output);
      }
    }
  }

  Optional<Integer> of(String tensor) {
    return Optional.ofNullable(ranks.get(tensor));
  }

  private void declare(Value value) {
    ranks.remove(value.name());
    value.dims().map(List<Dimension>::size).ifPresent(rank -> ranks.put(value.name(), rank));
  }

  private Optional<Integer> infer(Node node, Graph graph) {
    if (Operators.is(node, Operator::keepsRank)) {
      return of(node.input(0));
    } else if (Operators.is(node, operator -> operator.extent() == Extent.BROADCAST)) {
      return node.inputs().stream()
          .map(this::of)
          .reduce((a, b) -> a.isEmpty() || b.isEmpty() ? Optional.empty() : larger(a, b))
          .flatMap(rank -> rank);
    } else if (node.op().equals("Reshape")) {
      Tensor shape = graph.initializers().get(node.input(1));
      return Optional.ofNullable(shape).map(Tensor::size);
    } else if (node.op().equals("Flatten")) {
      return Optional.of(2);
    }
    return Optional.empty();
  }

  private static Optional<Integer> larger(Optional<Integer> a, Optional<Integer> b) {
    return Optional.of(Math.max(a.orElseThrow(), b.orElseThrow()));
  }
}
