package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * GatherND: dy added up where it was read.
 *
 * <p>Index tuples {@code [batch.., m.., k]} become positions in x seen as {@code [rows, rest]}:
 * what a tuple picks is one row.
 */
final class GatherNDRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    if (!context.needs(0) || context.outputShape(0).size() == 0) {
      return;
    }
    Ops ops = context.ops();
    Shape x = context.inputShape(0);
    Shape tuples = context.inputShape(1);
    int indexed = (int) (context.node().intAttribute("batch_dims", 0) + tuples.dim(-1));
    long rows = LongArrays.product(x.dims(), 0, indexed);
    long rest = LongArrays.product(x.dims(), indexed, x.rank());
    long picked = tuples.size() / tuples.dim(-1);

    Shape updates = Shape.of(picked, rest);
    String row = ops.expand(ops.reshape(rows(context), picked, 1), updates);
    String gradient = ops.reshape(context.gradient(), updates);
    String dx = ops.scatterAdd(Shape.of(rows, rest), row, gradient, 0);
    context.accumulate(0, ops.reshape(dx, x));
  }

  /** The row that each tuple picks. */
  private static String rows(RuleContext context) {
    Ops ops = context.ops();
    long[] x = context.inputShape(0).dims();
    Shape tuples = context.inputShape(1);
    int batchAxes = (int) context.node().intAttribute("batch_dims", 0);
    int length = (int) tuples.dim(-1);
    long[] extents = Arrays.copyOfRange(x, batchAxes, batchAxes + length);
    long[] strides = new long[length];
    for (int k = 0; k < length; k++) {
      strides[k] = LongArrays.product(extents, k + 1, length);
    }
    String indices = ops.cast(context.input(1), DataType.INT64);
    String fromEnd = ops.op("Less", indices, ops.constant(Tensor.scalar(DataType.INT64, 0)));
    String fromZero = ops.where(fromEnd, ops.add(indices, ops.longs(extents)), indices);
    String position = ops.reduceSum(ops.mul(fromZero, ops.longs(strides)), false, -1);
    long batches = LongArrays.product(x, 0, batchAxes);
    return ops.add(
        ops.reshape(position, batches, tuples.size() / length / batches),
        ops.constant(batchStarts(batches, LongArrays.product(extents, 0, length))));
  }

  private static Tensor batchStarts(long batches, long rowsPerBatch) {
    long[] starts = LongArrays.range((int) batches);
    for (int i = 0; i < starts.length; i++) {
      starts[i] *= rowsPerBatch;
    }
    return Tensor.of(starts, batches, 1);
  }
}
