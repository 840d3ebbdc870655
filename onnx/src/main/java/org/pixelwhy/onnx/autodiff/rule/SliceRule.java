package org.pixelwhy.onnx.autodiff.rule;

import java.util.stream.IntStream;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;

/**
 * Slice: dx is dy put back in its place, zeros elsewhere.
 *
 * <p>Step 1 is one Pad. Other steps first reverse what was read backward, and space the elements
 * out: {@code [n] -> [n,1] -> [n,step] -> [n*step]}.
 */
final class SliceRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    if (!context.needs(0) || context.outputShape(0).size() == 0) {
      return;
    }
    Shape x = context.inputShape(0);
    Shape y = context.outputShape(0);
    long[] start = new long[x.rank()];
    long[] step = LongArrays.filled(x.rank(), 1);
    readStartsAndSteps(context, start, step);

    Ops ops = context.ops();
    long[] backward =
        IntStream.range(0, x.rank()).filter(a -> step[a] < 0).asLongStream().toArray();
    for (long axis : backward) {
      int a = (int) axis;
      start[a] += (y.dim(a) - 1) * step[a];
      step[a] = -step[a];
    }
    String gradient = spaceOut(ops, ops.reverse(context.gradient(), backward), y, step);
    long[] after = new long[x.rank()];
    for (int a = 0; a < x.rank(); a++) {
      after[a] = x.dim(a) - start[a] - y.dim(a) * step[a];
    }
    context.accumulate(0, ops.pad(gradient, start, after));
  }

  /** Fills in what the node gives; a step that is never taken counts as 1. */
  private static void readStartsAndSteps(RuleContext context, long[] start, long[] step) {
    Shape x = context.inputShape(0);
    long[] starts = context.requireConstant(1).toLongs();
    long[] axes =
        context.node().hasInput(3)
            ? context.requireConstant(3).toLongs()
            : LongArrays.range(starts.length);
    long[] steps =
        context.node().hasInput(4)
            ? context.requireConstant(4).toLongs()
            : LongArrays.filled(starts.length, 1);
    for (int i = 0; i < starts.length; i++) {
      int axis = x.axis(axes[i]);
      long from = starts[i] < 0 ? starts[i] + x.dim(axis) : starts[i];
      start[axis] = Math.max(0, Math.min(from, x.dim(axis) - 1));
      step[axis] = context.outputShape(0).dim(axis) == 1 ? 1 : steps[i];
    }
  }

  private static String spaceOut(Ops ops, String gradient, Shape shape, long[] step) {
    long[] split = new long[2 * step.length];
    long[] spaced = new long[step.length];
    long[] after = new long[2 * step.length];
    for (int a = 0; a < step.length; a++) {
      split[2 * a] = shape.dim(a);
      split[2 * a + 1] = 1;
      spaced[a] = shape.dim(a) * step[a];
      after[2 * a + 1] = step[a] - 1;
    }
    return shape.equals(Shape.of(spaced))
        ? gradient
        : ops.reshape(ops.pad(ops.reshape(gradient, split), new long[after.length], after), spaced);
  }
}
