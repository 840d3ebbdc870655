package org.pixelwhy.onnx.autodiff.rule;

import java.util.stream.IntStream;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;

/** Tile: dy summed over the copies. */
final class TileRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Shape x = context.inputShape(0);
    Shape y = context.outputShape(0);
    if (y.size() == 0) {
      return;
    }
    long[] copiesAndExtents = new long[2 * x.rank()];
    for (int a = 0; a < x.rank(); a++) {
      copiesAndExtents[2 * a] = y.dim(a) / x.dim(a);
      copiesAndExtents[2 * a + 1] = x.dim(a);
    }
    long[] copied =
        IntStream.range(0, x.rank())
            .map(a -> 2 * a)
            .filter(a -> copiesAndExtents[a] > 1)
            .asLongStream()
            .toArray();
    Ops ops = context.ops();
    String sum = ops.reduceSum(ops.reshape(context.gradient(), copiesAndExtents), true, copied);
    context.accumulate(0, ops.reshape(sum, x));
  }
}
