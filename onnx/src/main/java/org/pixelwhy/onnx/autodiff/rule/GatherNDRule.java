package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.DataType;
import org.pixelwhy.onnx.graph.Shape;
import org.pixelwhy.onnx.graph.Tensor;

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
    int batchAxes = (int) context.node().intAttribute("batch_dims", 0);
    int length = (int) tuples.dim(-1);
    long[] dims = x.dims();
    long rest = LongArrays.product(dims, batchAxes + length, dims.length);
    long rows = LongArrays.product(dims, 0, batchAxes + length);
    long picked = tuples.size() / length;

    long[] indexed = new long[length];
    long[] strides = new long[length];
    for (int k = 0; k < length; k++) {
      indexed[k] = dims[batchAxes + k];
      strides[k] = LongArrays.product(dims, batchAxes + k + 1, batchAxes + length);
    }
    String indices = ops.cast(context.input(1), DataType.INT64);
    String fromEnd = ops.op("Less", indices, ops.constant(Tensor.scalar(DataType.INT64, 0)));
    String fromZero = ops.where(fromEnd, ops.add(indices, ops.longs(indexed)), indices);
    String position = ops.reduceSum(ops.mul(fromZero, ops.longs(strides)), false, -1);
    long batches = LongArrays.product(dims, 0, batchAxes);
    String row =
        ops.add(
            ops.reshape(position, batches, picked / batches),
            ops.constant(batchStarts(batches, rows / batches)));

    Shape updates = Shape.of(picked, rest);
    String gradient = ops.reshape(context.gradient(), updates);
    String everywhere = ops.expand(ops.reshape(row, picked, 1), updates);
    String dx = ops.scatterAdd(Shape.of(rows, rest), everywhere, gradient, 0);
    context.accumulate(0, ops.reshape(dx, x));
  }

  private static Tensor batchStarts(long batches, long rowsPerBatch) {
    long[] starts = LongArrays.range((int) batches);
    for (int i = 0; i < starts.length; i++) {
      starts[i] *= rowsPerBatch;
    }
    return Tensor.of(starts, batches, 1);
  }
}
