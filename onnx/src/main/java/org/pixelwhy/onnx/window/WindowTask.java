package org.pixelwhy.onnx.window;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;

/**
 * A graph to be computed by windows.
 *
 * @param typed the graph, at batch size 1, of which only what the outputs need is kept; the last
 *     axes, behind batch and channels, have windows
 * @param changed the input that changes in a box; all other inputs stay as they are
 * @param outside what is there where the change does not reach
 * @param outputs the outputs that are wanted
 * @param origins nodes of an earlier graph that made inputs of this one, by name of the input
 */
public record WindowTask(
    TypedGraph typed,
    String changed,
    Outside outside,
    List<String> outputs,
    Map<String, Node> origins) {
  public WindowTask {
    Objects.requireNonNull(outside, "outside");
    outputs = List.copyOf(outputs);
    typed = new TypedGraph(typed.graph().edit().outputs(outputs).prune().build(), typed.types());
    origins = Map.copyOf(origins);
  }

  /** A forward pass whose input differs in a box from one that was run before. */
  public static WindowTask forward(TypedGraph typed, String input, List<String> outputs) {
    return new WindowTask(typed, input, Outside.GIVEN, outputs, Map.of());
  }

  /**
   * A backward pass whose seed is zero but for a box.
   *
   * @param backward the backward half of a gradient graph
   * @param forward the forward half
   */
  public static WindowTask backward(
      TypedGraph backward, Graph forward, String seed, List<String> outputs) {
    Map<String, Node> origins = new HashMap<>();
    for (Value input : backward.graph().inputs()) {
      forward.producer(input.name()).ifPresent(node -> origins.put(input.name(), node));
    }
    return new WindowTask(backward, seed, Outside.ZERO, outputs, origins);
  }
}
