package org.pixelwhy.onnx.runtime;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.TensorType;
import org.pixelwhy.tensor.Text;

/**
 * Refuses a graph whose tensors would not fit into memory, before anything is allocated: three
 * hundred bytes of a file are enough to ask for terabytes.
 */
final class MemoryCheck {
  /** Leaves room for everything else on the machine. */
  private static final double SHARE = 0.5;

  private MemoryCheck() {}

  /** Half of this machine's memory, in bytes. */
  static long usual() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean machine) {
      return (long) (SHARE * machine.getTotalMemorySize());
    }
    return Long.MAX_VALUE;
  }

  /**
   * Adds up what is alive at each node, where its size is known: the weights, and tensors, which
   * the runtime frees after the last node that reads them.
   *
   * @param limit in bytes
   * @throws InputException if more is alive at a node
   */
  static void require(Graph graph, Map<String, TensorType> types, long limit) {
    Map<String, Integer> lastUse = new HashMap<>();
    List<Node> nodes = graph.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      for (String read : Graph.dependencies(nodes.get(i))) {
        lastUse.put(read, i);
      }
    }
    graph.outputNames().forEach(output -> lastUse.put(output, nodes.size()));
    double weights =
        graph.initializers().values().stream()
            .mapToDouble(weight -> bytes(weight.tensorType()))
            .sum();
    Map<String, Double> alive = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      node.outputs().forEach(output -> alive.put(output, bytes(types.get(output))));
      double sum = weights + alive.values().stream().mapToDouble(bytes -> bytes).sum();
      if (sum > limit) {
        throw InputException.about(
            "memory",
            Text.format(
                "%s needs %s of memory with the weights and what is computed before it and still"
                    + " used, the limit is %s; take a smaller image, or allow more",
                node, size(sum), size(limit)));
      }
      int now = i;
      alive.keySet().removeIf(name -> lastUse.getOrDefault(name, now) <= now);
    }
  }

  private static String size(double bytes) {
    boolean large = bytes >= 1L << 30;
    return Text.format("%.1f %s", bytes / (1L << (large ? 30 : 20)), large ? "GiB" : "MiB");
  }

  private static double bytes(TensorType type) {
    return type == null ? 0 : (double) type.shape().size() * type.type().bytes();
  }
}
