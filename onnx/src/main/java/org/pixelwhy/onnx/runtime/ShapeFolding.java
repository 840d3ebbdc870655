package org.pixelwhy.onnx.runtime;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.operator.Trait;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/** Turns what is computed from shapes and small constants alone into constants. */
final class ShapeFolding {
  private static final int SMALL = 4096;
  private final Engine engine;

  ShapeFolding(Engine engine) {
    this.engine = engine;
  }

  /** The folded graph, or the same one if there is nothing to fold. */
  Graph fold(Graph graph, Map<String, TensorType> types) {
    Map<String, Tensor> constants = new LinkedHashMap<>();
    graph
        .initializers()
        .forEach(
            (name, tensor) -> {
              if (tensor.size() <= SMALL) {
                constants.put(name, tensor);
              }
            });
    Set<String> folded = new HashSet<>(constants.keySet());
    Set<String> ofShapes = new HashSet<>();
    Set<String> parameters = parameters(graph);
    List<Node> nodes = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (isShapeQuery(node) && types.containsKey(node.input(0))) {
        constants.put(node.output(0), answer(node, types.get(node.input(0)).shape()));
        folded.add(node.output(0));
        ofShapes.add(node.output(0));
      } else if (isFoldable(node, folded, types)
          && (parameters.containsAll(node.outputs()) || !isWeightOnly(node, ofShapes, constants))) {
        nodes.add(node);
        folded.addAll(node.outputs());
        ofShapes.addAll(node.outputs());
      }
    }
    if (!nodes.isEmpty()) {
      constants.putAll(evaluate(graph, nodes, constants));
    }
    folded.removeAll(graph.initializers().keySet());
    return folded.isEmpty() ? graph : replace(graph, folded, constants);
  }

  private static boolean isShapeQuery(Node node) {
    return node.domain().isEmpty() && (node.op().equals("Shape") || node.op().equals("Size"));
  }

  private static Tensor answer(Node node, Shape shape) {
    if (node.op().equals("Size")) {
      return Tensor.of(new long[] {shape.size()});
    }
    int rank = shape.rank();
    int start = clamp(node.intAttribute("start", 0), rank);
    int end = clamp(node.intAttribute("end", rank), rank);
    long[] dims = new long[Math.max(0, end - start)];
    System.arraycopy(shape.dims(), start, dims, 0, dims.length);
    return Tensor.vector(dims);
  }

  private static int clamp(long position, int rank) {
    long fromStart = position < 0 ? position + rank : position;
    return (int) Math.max(0, Math.min(rank, fromStart));
  }

  private static boolean isFoldable(Node node, Set<String> folded, Map<String, TensorType> types) {
    return folded.containsAll(Graph.dependencies(node))
        && !Operators.is(node, Trait.RANDOM)
        && node.outputs().stream().allMatch(output -> isSmall(output, types));
  }

  /**
   * Whether a node computes something of weights, and of nothing that comes from shapes: it stays,
   * so that one can ask for the weights' gradients.
   */
  private static boolean isWeightOnly(
      Node node, Set<String> ofShapes, Map<String, Tensor> constants) {
    Set<String> read = Graph.dependencies(node);
    return read.stream().noneMatch(ofShapes::contains)
        && read.stream()
            .anyMatch(
                name -> constants.containsKey(name) && constants.get(name).type().isFloating());
  }

  /** What a Resize reads besides its input, and all that is computed from; those are no weights. */
  private static Set<String> parameters(Graph graph) {
    Set<String> parameters = new HashSet<>();
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      if (node.outputs().stream().anyMatch(parameters::contains)) {
        parameters.addAll(Graph.dependencies(node));
      } else if (node.domain().isEmpty() && node.op().equals("Resize")) {
        parameters.addAll(node.inputs().subList(1, node.inputs().size()));
      }
    }
    return parameters;
  }

  /** A tensor of unknown shape counts as small: it is computed from small ones. */
  private static boolean isSmall(String tensor, Map<String, TensorType> types) {
    return !types.containsKey(tensor) || types.get(tensor).shape().size() <= SMALL;
  }

  private Map<String, Tensor> evaluate(
      Graph graph, List<Node> nodes, Map<String, Tensor> constants) {
    GraphBuilder builder = Graph.builder("constants", graph.opset());
    graph.opsets().forEach(builder::opset);
    constants.forEach(builder::initializer);
    Set<String> wanted = new LinkedHashSet<>();
    for (Node node : nodes) {
      builder.add(node);
      wanted.addAll(node.outputs());
    }
    wanted.remove("");
    wanted.forEach(builder::tap);
    try (Program program = engine.compileBriefly(builder.prune().build())) {
      return program.run(Map.of());
    }
  }

  private static Graph replace(Graph graph, Set<String> folded, Map<String, Tensor> constants) {
    GraphBuilder builder = graph.edit();
    for (Node node : graph.nodes()) {
      if (folded.containsAll(node.outputs())) {
        builder.remove(node);
        for (String output : node.outputs()) {
          if (!output.isEmpty()) {
            builder.initializer(output, constants.get(output));
          }
        }
      }
    }
    return builder.prune().build();
  }
}
