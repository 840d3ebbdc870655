package org.pixelwhy.attribution.relevance;

import java.util.Optional;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Kind;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.operator.Trait;
import org.pixelwhy.onnx.operator.Zero;

/**
 * How two factors share the relevance of their product: one that gates the other gets none, as in
 * Arras et al. (2017); otherwise each gets half.
 */
final class Gate {
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
    while (producer.isPresent() && moves(producer.get())) {
      producer = context.producer(producer.get().input(0));
    }
    return producer.filter(node -> Operators.is(node, Trait.UNIT)).isPresent();
  }

  /** Whether a node only puts the values of one tensor elsewhere. */
  private static boolean moves(Node node) {
    return Operators.is(node, Kind.RESAMPLING)
        || Operators.is(node, Kind.MOVEMENT)
            && Operators.is(node, operator -> operator.zero() == Zero.FIRST);
  }
}
