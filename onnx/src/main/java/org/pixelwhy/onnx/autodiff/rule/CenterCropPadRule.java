package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;

/** CenterCropPad: dx is dy, padded where x was cropped, and cropped where it was padded. */
final class CenterCropPadRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Shape x = context.inputShape(0);
    Shape y = context.outputShape(0);
    long[] before = new long[x.rank()];
    long[] after = new long[x.rank()];
    for (int axis = 0; axis < x.rank(); axis++) {
      // Halves are rounded towards the start, whichever of the two is larger.
      long difference = x.dim(axis) - y.dim(axis);
      before[axis] = difference / 2;
      after[axis] = difference - before[axis];
    }
    context.accumulate(0, context.ops().pad(context.gradient(), before, after));
  }
}
