package org.pixelwhy.onnx.autodiff;

import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;

/**
 * A tensor that was joined with others along the channels.
 *
 * @param tensor its name
 * @param start its first channel in what was joined
 * @param end behind its last channel
 */
public record ConcatPart(String tensor, long start, long end) {
  /** The only part of a Concat that needs a gradient; empty if there are others, or none. */
  static Optional<ConcatPart> onlyNeeded(Node node, RuleContext context) {
    int rank = context.type(node.output(0)).shape().rank();
    boolean channels = rank > 1 && (node.intAttribute("axis", 0) + rank) % rank == 1;
    if (!node.qualifiedOp().equals("Concat") || !channels) {
      return Optional.empty();
    }
    ConcatPart needed = null;
    long start = 0;
    for (String part : node.inputs()) {
      long end = start + context.type(part).shape().dim(1);
      if (context.isActive(part)) {
        if (needed != null) {
          return Optional.empty();
        }
        needed = new ConcatPart(part, start, end);
      }
      start = end;
    }
    return Optional.ofNullable(needed);
  }
}
