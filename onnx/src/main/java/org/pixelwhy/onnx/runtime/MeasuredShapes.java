package org.pixelwhy.onnx.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/** Finds the shapes that inference leaves open by running the graph once, on zeros. */
final class MeasuredShapes {
  private final Engine engine;

  MeasuredShapes(Engine engine) {
    this.engine = engine;
  }

  /** The types of all tensors: the known ones, and the others measured. */
  Map<String, TensorType> complete(Graph graph, Map<String, TensorType> known) {
    List<String> open = new ArrayList<>();
    for (Node node : graph.nodes()) {
      for (String output : node.outputs()) {
        if (!output.isEmpty() && !known.containsKey(output)) {
          open.add(output);
        }
      }
    }
    if (open.isEmpty()) {
      return known;
    }
    Map<String, TensorType> types = new LinkedHashMap<>(known);
    types.putAll(measure(graph, open));
    return types;
  }

  private Map<String, TensorType> measure(Graph graph, List<String> open) {
    GraphBuilder builder = graph.edit().outputs(open).prune();
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    for (Value input : graph.inputs()) {
      zeros.put(
          input.name(),
          Tensor.filled(input.type().orElseThrow(), 0, input.fixedShape().orElseThrow().dims()));
    }
    Map<String, TensorType> types = new LinkedHashMap<>();
    try (Program program = engine.compileBriefly(builder.build())) {
      program.run(zeros).forEach((name, tensor) -> types.put(name, tensor.tensorType()));
    }
    return types;
  }
}
