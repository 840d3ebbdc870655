package org.pixelwhy.onnx.autodiff;

/**
 * How the gradient of one operator is written in ONNX.
 *
 * <p>Given dt/dy for the outputs y of a node, a rule appends nodes that compute dt/dx for those of
 * its inputs x that need it, and hands their names to {@link RuleContext#accumulate}. Types and
 * shapes of everything in the graph are known, so a rule may put sizes in as constants.
 *
 * <p>Rules hold no state: one instance serves any number of nodes, at the same time.
 */
@FunctionalInterface
public interface GradientRule {
  /** Appends the backward part of the context's node. */
  void differentiate(RuleContext context);

  /** Whether a gradient can pass at all; where not, it is zero and the path ends here. */
  default boolean passesGradient() {
    return true;
  }
}
