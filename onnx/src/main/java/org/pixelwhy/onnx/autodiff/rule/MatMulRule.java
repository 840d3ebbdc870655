package org.pixelwhy.onnx.autodiff.rule;

import java.util.stream.LongStream;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;

/**
 * MatMul, {@code Y = A B} for {@code A [...,M,K]}, {@code B [...,K,N]}: {@code dA = dY B^T, dB =
 * A^T dY}, summed over batch axes that were broadcast. A one-dimensional operand is a matrix of one
 * row (A) or one column (B).
 */
final class MatMulRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    Shape a =
        context.inputShape(0).rank() == 1 ? row(context.inputShape(0)) : context.inputShape(0);
    Shape b =
        context.inputShape(1).rank() == 1 ? column(context.inputShape(1)) : context.inputShape(1);
    Shape y = product(context, a, b);
    String dy = shaped(ops, context.gradient(), context.outputShape(0), y);
    if (context.needs(0)) {
      String matrix = shaped(ops, context.input(1), context.inputShape(1), b);
      String da = ops.matmul(dy, transposed(ops, matrix, b));
      da = ops.sumTo(da, y.with(-1, a.dim(-1)), a);
      context.accumulate(0, shaped(ops, da, a, context.inputShape(0)));
    }
    if (context.needs(1)) {
      String matrix = shaped(ops, context.input(0), context.inputShape(0), a);
      String db = b.rank() == 2 ? flat(ops, matrix, a, dy, y) : batched(ops, matrix, a, dy);
      if (b.rank() > 2) {
        db = ops.sumTo(db, y.with(-2, b.dim(-2)), b);
      }
      context.accumulate(1, shaped(ops, db, b, context.inputShape(1)));
    }
  }

  private static String batched(Ops ops, String matrix, Shape a, String dy) {
    return ops.matmul(transposed(ops, matrix, a), dy);
  }

  /** One product over all rows of the batch, which sums over it on the way. */
  private static String flat(Ops ops, String matrix, Shape a, String dy, Shape y) {
    long rows = y.dim(-1) == 0 ? 0 : y.size() / y.dim(-1);
    Shape flatA = Shape.of(rows, a.dim(-1));
    Shape flatY = Shape.of(rows, y.dim(-1));
    String left = shaped(ops, matrix, a, flatA);
    return ops.matmul(transposed(ops, left, flatA), shaped(ops, dy, y, flatY));
  }

  /** The output's shape with the axes of one-dimensional operands put back in. */
  private static Shape product(RuleContext context, Shape a, Shape b) {
    long[] dims = context.outputShape(0).dims();
    int given =
        (context.inputShape(0).rank() > 1 ? 1 : 0) + (context.inputShape(1).rank() > 1 ? 1 : 0);
    LongStream batch = LongStream.of(dims).limit(dims.length - given);
    return Shape.of(LongStream.concat(batch, LongStream.of(a.dim(-2), b.dim(-1))).toArray());
  }

  private static Shape row(Shape vector) {
    return Shape.of(1, vector.dim(0));
  }

  private static Shape column(Shape vector) {
    return Shape.of(vector.dim(0), 1);
  }

  private static String shaped(Ops ops, String tensor, Shape from, Shape to) {
    return from.equals(to) ? tensor : ops.reshape(tensor, to);
  }

  private static String transposed(Ops ops, String matrix, Shape shape) {
    int rank = shape.rank();
    long[] permutation = LongStream.range(0, rank).toArray();
    permutation[rank - 1] = rank - 2;
    permutation[rank - 2] = rank - 1;
    return ops.transpose(matrix, permutation);
  }
}
