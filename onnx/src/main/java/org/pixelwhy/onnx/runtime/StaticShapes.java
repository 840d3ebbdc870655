package org.pixelwhy.onnx.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.util.Arrays;
import java.util.Map;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/**
 * Asks the runtime's shape inference about every tensor, without running anything.
 *
 * <p>Weights become inputs of known shape, so that loading the graph costs milliseconds.
 */
final class StaticShapes {
  private static final int WEIGHT_ELEMENTS = 1024;

  private final Engine engine;

  StaticShapes(Engine engine) {
    this.engine = engine;
  }

  /** The types that are known for certain; some tensors may be missing. */
  Map<String, TensorType> infer(Graph graph) {
    Map<String, TensorType> types = ShapeProbe.given(graph);
    if (graph.nodes().isEmpty()) {
      // Everything is known, and the runtime refuses a graph that computes nothing.
      return types;
    }
    try (Program program = engine.compileBriefly(withoutWeights(graph))) {
      for (Map.Entry<String, NodeInfo> entry : program.session().getOutputInfo().entrySet()) {
        if (entry.getValue().getInfo() instanceof TensorInfo info && isCertain(info)) {
          types.putIfAbsent(
              entry.getKey(), new TensorType(OrtTypes.dataType(info), Shape.of(info.getShape())));
        }
      }
    } catch (OrtException e) {
      throw new RuntimeFailure("cannot read the shapes of graph '" + graph.name() + "'", e);
    }
    types.keySet().removeAll(InferenceDoubts.of(graph, types));
    return types;
  }

  /**
   * The runtime reports an unknown rank and a scalar alike, as no extents; a scalar of whole
   * numbers is plausible (a shape computation), any other is left to be measured.
   */
  private static boolean isCertain(TensorInfo info) {
    boolean scalar = info.getShape().length == 0;
    return Arrays.stream(info.getShape()).allMatch(dim -> dim >= 0)
        && (!scalar || !OrtTypes.dataType(info).isFloating());
  }

  private static Graph withoutWeights(Graph graph) {
    GraphBuilder builder = Graph.builder(graph.name(), graph.opset());
    graph.opsets().forEach(builder::opset);
    graph.inputs().forEach(builder::input);
    for (Map.Entry<String, Tensor> entry : graph.initializers().entrySet()) {
      Tensor tensor = entry.getValue();
      if (tensor.type().isFloating() && tensor.size() > WEIGHT_ELEMENTS) {
        builder.input(Value.of(entry.getKey(), tensor.tensorType()));
      } else {
        builder.initializer(entry.getKey(), tensor);
      }
    }
    for (Node node : graph.nodes()) {
      builder.add(node);
      node.outputs().stream().filter(name -> !name.isEmpty()).forEach(builder::tap);
    }
    return builder.build();
  }
}
