package org.pixelwhy.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.operator.Trait;

/**
 * The tensors of a network that hold their channels last, {@code [N,h,w,F]}: between a Transpose
 * that brings them there, as before a LayerNormalization, and one that brings them back.
 */
final class ChannelsLast {
  private ChannelsLast() {}

  /**
   * Their names.
   *
   * @param rank of the image
   */
  static Set<String> of(TypedGraph typed, int rank) {
    Set<String> last = new HashSet<>();
    for (Node node : typed.graph().nodes()) {
      boolean before = node.inputs().stream().anyMatch(last::contains);
      boolean after = node.op().equals("Transpose") ? moves(node, rank, before) : before;
      if (after && !Operators.is(node, Trait.CHANNELS) && !node.op().equals("Reshape")) {
        node.outputs().stream()
            .filter(output -> typed.types().containsKey(output))
            .filter(output -> typed.shape(output).rank() == rank)
            .forEach(last::add);
      }
    }
    return last;
  }

  private static boolean moves(Node node, int rank, boolean before) {
    long[] permutation = node.intsAttribute("perm").orElse(new long[0]);
    long[] there = new long[rank];
    Arrays.setAll(there, i -> i == 0 ? 0 : i == rank - 1 ? 1 : i + 1);
    return Arrays.equals(permutation, there) && !before;
  }
}
