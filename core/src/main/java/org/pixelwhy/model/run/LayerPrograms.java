package org.pixelwhy.model.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;

/**
 * A model cut in two at a layer: the head gives the layer and whatever passes by it, such as skip
 * connections; the tail makes the prediction from that.
 */
record LayerPrograms(Program head, Program tail) implements AutoCloseable {
  static LayerPrograms compile(
      Engine engine, SegmentationModel model, TypedGraph typed, String layer) {
    Graph graph = typed.graph();
    Set<String> behind = graph.descendants(Set.of(layer));
    behind.remove(layer);
    GraphBuilder tail = graph.edit().outputs(List.of(model.logits(), model.probabilities()));
    Set<String> border = new LinkedHashSet<>(List.of(layer));
    for (Node node : graph.nodes()) {
      if (node.outputs().stream().anyMatch(behind::contains)) {
        Graph.dependencies(node).stream().filter(x -> !behind.contains(x)).forEach(border::add);
      } else {
        tail.remove(node);
      }
    }
    border.removeAll(graph.initializers().keySet());
    graph.inputNames().forEach(tail::removeInput);
    border.forEach(tensor -> tail.input(Value.of(tensor, typed.type(tensor))));
    border.removeAll(graph.inputNames());
    Program head = engine.compile(graph.edit().outputs(List.copyOf(border)).prune().build());
    try {
      return new LayerPrograms(head, engine.compile(tail.prune().build()));
    } catch (RuntimeException e) {
      head.close();
      throw e;
    }
  }

  @Override
  public void close() {
    tail.close();
    head.close();
  }
}
