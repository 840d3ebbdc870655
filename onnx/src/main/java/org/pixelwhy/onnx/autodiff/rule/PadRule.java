package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;

/**
 * Pad. Mode constant: dx is dy padded by the negated pads, and the value's gradient is the sum of
 * the border. Modes edge, reflect and wrap: the borders of dy are added to where they were read.
 */
final class PadRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Shape x = context.inputShape(0);
    long[] before = new long[x.rank()];
    long[] after = new long[x.rank()];
    readPads(context, before, after);
    String mode = context.node().stringAttribute("mode", "constant");
    if (mode.equals("constant")) {
      constant(context, before, after);
    } else if (context.needs(0)) {
      context.accumulate(0, folded(context, mode, before, after));
    }
  }

  private static void readPads(RuleContext context, long[] before, long[] after) {
    Shape x = context.inputShape(0);
    long[] pads = context.requireConstant(1).toLongs();
    long[] axes =
        context.node().hasInput(3)
            ? context.requireConstant(3).toLongs()
            : LongArrays.range(x.rank());
    for (int i = 0; i < axes.length; i++) {
      before[x.axis(axes[i])] = pads[i];
      after[x.axis(axes[i])] = pads[axes.length + i];
    }
  }

  private static void constant(RuleContext context, long[] before, long[] after) {
    Ops ops = context.ops();
    Shape y = context.outputShape(0);
    if (context.needs(0)) {
      context.accumulate(0, ops.pad(context.gradient(), negated(before), negated(after)));
    }
    if (context.needs(2)) {
      long[] start = new long[y.rank()];
      long[] end = new long[y.rank()];
      for (int a = 0; a < y.rank(); a++) {
        start[a] = Math.max(0, before[a]);
        end[a] = Math.max(start[a], y.dim(a) - Math.max(0, after[a]));
      }
      long[] axes = LongArrays.range(y.rank());
      long[] steps = LongArrays.filled(y.rank(), 1);
      String inside = ops.slice(context.gradient(), start, end, axes, steps);
      String border =
          ops.sub(
              ops.reduceSum(context.gradient(), false, axes), ops.reduceSum(inside, false, axes));
      context.accumulate(2, ops.reshape(border, context.inputShape(2)));
    }
  }

  private static long[] negated(long[] pads) {
    long[] negated = new long[pads.length];
    for (int a = 0; a < pads.length; a++) {
      negated[a] = -pads[a];
    }
    return negated;
  }

  private static String folded(RuleContext context, String mode, long[] before, long[] after) {
    String gradient = context.gradient();
    Shape shape = context.outputShape(0);
    for (int a = shape.rank() - 1; a >= 0; a--) {
      if (before[a] != 0 || after[a] != 0) {
        shape = shape.with(a, context.inputShape(0).dim(a));
        AxisGather padding =
            new AxisGather(shape, a, indices(mode, shape.dim(a), before[a], after[a]));
        gradient = padding.transpose(context.ops(), gradient);
      }
    }
    return gradient;
  }

  /** Where each element of the padded axis comes from. What is cropped is never mirrored. */
  private static long[] indices(String mode, long extent, long before, long after) {
    long low = Math.max(0, -before);
    long kept = extent - low - Math.max(0, -after);
    long[] indices = new long[(int) (extent + before + after)];
    for (int j = 0; j < indices.length; j++) {
      long i = j - Math.max(0, before);
      indices[j] =
          low
              + switch (mode) {
                case "edge" -> Math.max(0, Math.min(i, kept - 1));
                case "wrap" -> Math.floorMod(i, kept);
                default -> reflected(i, kept);
              };
    }
    return indices;
  }

  private static long reflected(long i, long extent) {
    long period = Math.max(1, 2 * (extent - 1));
    long phase = Math.floorMod(i, period);
    return Math.min(phase, period - phase);
  }
}
