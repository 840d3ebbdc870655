package org.pixelwhy.onnx.autodiff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;

/**
 * The forward nodes of a gradient graph in segments of about equal bytes, cut where little passes
 * from one to the next.
 *
 * <p>Nodes stand in the order of their depth, so that a twin beside the network lies in the segment
 * of what it is a twin of.
 */
final class ForwardSegments {
  /** How far from equal shares a cut may lie, as a share of a segment. */
  private static final double SLACK = 0.45;

  private final TypedGraph whole;
  private final List<Node> nodes;
  private final Map<String, Integer> made = new HashMap<>();
  private final List<Integer> cuts = new ArrayList<>();
  private final Set<String> passing = new LinkedHashSet<>();

  /**
   * @param whole a graph with the types of all its tensors
   * @param forward the nodes to be divided
   * @param count number of segments, fewer where there are not so many nodes
   */
  ForwardSegments(TypedGraph whole, List<Node> forward, int count) {
    this.whole = whole;
    this.nodes = byDepth(forward);
    for (int i = 0; i < nodes.size(); i++) {
      for (String output : nodes.get(i).outputs()) {
        made.put(output, i);
      }
    }
    cut(count);
  }

  private static List<Node> byDepth(List<Node> forward) {
    Map<String, Integer> depths = new HashMap<>();
    Map<Node, Integer> ofNode = new LinkedHashMap<>();
    for (Node node : forward) {
      int depth =
          Graph.dependencies(node).stream().mapToInt(x -> depths.getOrDefault(x, 0)).max().orElse(0)
              + 1;
      node.outputs().forEach(output -> depths.put(output, depth));
      ofNode.put(node, depth);
    }
    List<Node> sorted = new ArrayList<>(forward);
    sorted.sort(Comparator.comparing(ofNode::get));
    return sorted;
  }

  private void cut(int count) {
    Map<String, Integer> lastRead = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      for (String read : Graph.dependencies(nodes.get(i))) {
        lastRead.put(read, i);
      }
    }
    double[] before = new double[nodes.size() + 1];
    double[] passes = new double[nodes.size() + 1];
    for (int i = 0; i < nodes.size(); i++) {
      before[i + 1] = before[i];
      for (String output : nodes.get(i).outputs()) {
        double bytes = whole.bytes(output);
        before[i + 1] += bytes;
        for (int p = i + 1; p <= lastRead.getOrDefault(output, i); p++) {
          passes[p] += bytes;
        }
      }
    }
    double part = before[nodes.size()] / count;
    for (int k = 1; k < count; k++) {
      place(before, passes, k, part);
    }
    for (int cut : cuts) {
      made.forEach(
          (tensor, place) -> {
            if (place < cut && lastRead.getOrDefault(tensor, -1) >= cut) {
              passing.add(tensor);
            }
          });
    }
  }

  /** Finds the place near a share of all bytes at which least passes. */
  private void place(double[] before, double[] passes, int k, double part) {
    int first = cuts.isEmpty() ? 1 : cuts.get(cuts.size() - 1) + 1;
    int best = -1;
    for (int p = first; p < nodes.size(); p++) {
      boolean near = Math.abs(before[p] - k * part) <= SLACK * part;
      if (near && (best < 0 || passes[p] < passes[best])) {
        best = p;
      }
    }
    if (best >= 0) {
      cuts.add(best);
    }
  }

  /** How many segments there are. */
  int count() {
    return cuts.size() + 1;
  }

  /** Whether a tensor is made by a node of some segment. */
  boolean makes(String tensor) {
    return made.containsKey(tensor);
  }

  /** The segment, from 0, whose node makes a tensor. */
  int of(String tensor) {
    int place = made.get(tensor);
    return (int) cuts.stream().filter(cut -> cut <= place).count();
  }

  /** The tensors that are read behind a cut and made before it. */
  Set<String> passing() {
    return new HashSet<>(passing);
  }
}
