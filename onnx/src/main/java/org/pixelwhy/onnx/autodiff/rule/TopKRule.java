package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.TensorType;

/** TopK: the gradient of the values goes to where they stood. */
final class TopKRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    if (context.needs(0)) {
      TensorType type = new TensorType(DataType.INT64, context.outputShape(0));
      long axis = context.node().intAttribute("axis", -1);
      context.accumulate(
          0,
          context
              .ops()
              .scatterAdd(
                  context.inputShape(0), context.demandOutput(1, type), context.gradient(), axis));
    }
  }
}
