package org.pixelwhy.model.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.tensor.Tensor;

/**
 * The graphs of backward halves until they are compiled. Their weights were made for them, such as
 * turned kernels, and may weigh as much as the network: they are not kept beside the copy that a
 * program has, but made again if they are needed again.
 */
final class BackwardGraphs {
  /** Weights of so many bytes are worth looking for what nobody holds any more. */
  private static final long HEAVY = 64L << 20;

  private final List<Graph> graphs;
  private final Supplier<List<Graph>> again;

  /**
   * @param again makes all of them anew
   */
  BackwardGraphs(List<Graph> graphs, Supplier<List<Graph>> again) {
    this.graphs = new ArrayList<>(graphs);
    this.again = again;
  }

  /** What is made of one of them, after which it is let go. */
  <T> T take(int number, Function<Graph, T> make) {
    T made = make.apply(look(number));
    Graph graph = graphs.set(number, null);
    if (graph != null && bytes(graph) > HEAVY) {
      // They lie outside of Java's heap, whose filling alone makes Java look for garbage.
      graph = null;
      System.gc();
    }
    return made;
  }

  /** One of them. */
  Graph look(int number) {
    Graph graph = graphs.get(number);
    return graph == null ? again.get().get(number) : graph;
  }

  private static long bytes(Graph graph) {
    return graph.initializers().values().stream()
        .map(Tensor::bytes)
        .mapToLong(bytes -> bytes.remaining())
        .sum();
  }
}
