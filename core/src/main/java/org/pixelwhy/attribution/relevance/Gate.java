package org.pixelwhy.attribution.relevance;

import java.util.Optional;
import java.util.Set;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.Node;

/**
 * How two factors share the relevance of their product: one that gates the other gets none, as in
 * Arras et al. (2017); otherwise each gets half.
 */
final class Gate {
  private static final Set<String> GATES = Set.of("Sigmoid", "HardSigmoid", "Softmax");
  private static final Set<String> MOVES =
      Set.of(
          "Identity",
          "Cast",
          "Dropout",
          "Reshape",
          "Transpose",
          "Squeeze",
          "Unsqueeze",
          "Expand",
          "Resize",
          "Flatten");

  private Gate() {}

  /** The share of factor 0 or 1; constants get none. */
  static double share(RuleContext context, int i) {
    if (context.constant(i).isPresent() || context.constant(1 - i).isPresent()) {
      return context.constant(i).isPresent() ? 0 : 1;
    }
    boolean gates = isGate(context, context.input(i));
    boolean gated = isGate(context, context.input(1 - i));
    return gates == gated ? 0.5 : gates ? 0 : 1;
  }

  private static boolean isGate(RuleContext context, String tensor) {
    Optional<Node> producer = context.producer(tensor);
    while (producer.isPresent() && MOVES.contains(producer.get().op())) {
      producer = context.producer(producer.get().input(0));
    }
    return producer.map(node -> GATES.contains(node.op())).orElse(false);
  }
}
