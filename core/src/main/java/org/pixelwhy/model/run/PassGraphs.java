package org.pixelwhy.model.run;

import java.util.List;
import org.pixelwhy.onnx.graph.Graph;

/**
 * The graphs that run for gradients: one forward half, which saves what the others read, and
 * backward halves, one for each kind of rules.
 */
public record PassGraphs(Half forward, List<Half> backwards) {
  /**
   * One half.
   *
   * @param graph as its rules write it
   * @param compiled as it is handed to the runtime
   */
  public record Half(Graph graph, Graph compiled) {}

  public PassGraphs {
    backwards = List.copyOf(backwards);
  }
}
