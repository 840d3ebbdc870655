package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.onnx.graph.Node;

/**
 * Dropout as models are run, which is the identity: {@code dx = dy}.
 *
 * <p>Dropout in training mode is refused: its result is random.
 */
final class DropoutRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Node node = context.node();
    boolean training =
        node.hasInput(2) && context.constant(2).map(mode -> mode.get(0) != 0).orElse(true);
    if (training) {
      throw new GraphException(
          node + " is in training mode, where it is random; export the model for inference");
    }
    context.accumulate(0, context.gradient());
  }
}
