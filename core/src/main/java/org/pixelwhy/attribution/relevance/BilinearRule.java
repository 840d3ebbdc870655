package org.pixelwhy.attribution.relevance;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.Node;

/**
 * DeepLIFT through a product of two tensors that both change, be it elementwise or of matrices, as
 * in attention: the Shapley values of the factors, {@code y - y0 = (a - a0)(b + b0)/2 + (b - b0)(a
 * + a0)/2}. The multiplier of a factor is its gradient averaged over the other at the image and at
 * the reference.
 *
 * <p>Lundberg, Lee: A Unified Approach to Interpreting Model Predictions, NeurIPS 2017.
 *
 * @param plain the gradient, linear in either factor
 */
record BilinearRule(GradientRule plain) implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    Node node = context.node();
    for (int i = 0; i < node.inputs().size(); i++) {
      if (context.needs(i)) {
        String here = context.pullBack(plain, node, i, context.gradient());
        Node there = othersAtReference(context, i);
        boolean alone = i > 1 || there.inputs().equals(node.inputs());
        context.accumulate(
            i,
            alone
                ? here
                : ops.scale(
                    ops.add(here, context.pullBack(plain, there, i, context.gradient())), 0.5));
      }
    }
  }

  /** A square is a product of itself: only the factor that is not asked about moves. */
  private static Node othersAtReference(RuleContext context, int asked) {
    List<String> inputs = new ArrayList<>(context.node().inputs());
    for (int i = 0; i < Math.min(2, inputs.size()); i++) {
      if (i != asked) {
        inputs.set(i, context.reference(inputs.get(i)));
      }
    }
    return context.node().withInputs(inputs);
  }
}
