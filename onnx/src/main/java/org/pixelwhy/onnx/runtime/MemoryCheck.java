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
   * Adds up what is alive at each node, where its size is known, as the runtime frees a tensor
   * after the last node that reads it.
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
    Map<String, Double> alive = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      node.outputs().forEach(output -> alive.put(output, bytes(types.get(output))));
      double sum = alive.values().stream().mapToDouble(bytes -> bytes).sum();
      if (sum > limit) {
        throw new InputException(
            Text.format(
                "%s needs %.1f GiB of memory with what is computed before it and still used, the"
                    + " limit is %.1f GiB; take a smaller image",
                node, sum / (1L << 30), (double) limit / (1L << 30)));
      }
      int now = i;
      alive.keySet().removeIf(name -> lastUse.getOrDefault(name, now) <= now);
    }
  }

  private static double bytes(TensorType type) {
    return type == null ? 0 : (double) type.shape().size() * type.type().bytes();
  }
}
