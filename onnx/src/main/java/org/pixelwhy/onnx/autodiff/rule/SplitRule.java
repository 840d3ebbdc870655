package org.pixelwhy.onnx.autodiff.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;

/** Split: dx is the concatenation of the parts' gradients, zeros for parts that are not used. */
final class SplitRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    Shape shape = context.inputShape(0);
    int axis = shape.axis(context.node().intAttribute("axis", 0));
    long[] extents = extents(context, shape.dim(axis));
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < extents.length; i++) {
      String part = context.node().hasOutput(i) ? context.gradient(i) : "";
      parts.add(part.isEmpty() ? ops.filled(shape.with(axis, extents[i]), 0) : part);
    }
    context.accumulate(0, ops.concat(axis, parts));
  }

  private static long[] extents(RuleContext context, long extent) {
    if (context.node().hasInput(1)) {
      return context.requireConstant(1).toLongs();
    }
    int count = (int) context.node().intAttribute("num_outputs", context.node().outputs().size());
    long equal = (extent + count - 1) / count;
    long[] extents = new long[count];
    Arrays.fill(extents, equal);
    extents[count - 1] = extent - equal * (count - 1);
    return extents;
  }
}
