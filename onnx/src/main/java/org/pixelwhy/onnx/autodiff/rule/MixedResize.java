package org.pixelwhy.onnx.autodiff.rule;

import java.util.Optional;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;

/**
 * The input gradient of a convolution by single pixels of what was resized. It mixes channels, a
 * resize mixes pixels, and the two may change places: {@code dx = R^T W^T dy = W^T R^T dy}, the
 * resize with the convolution's fewer channels, the convolution with the smaller image.
 *
 * @param convolution the convolution, of the resized shape
 * @param resize the context of the node that resizes
 */
record MixedResize(Convolution convolution, RuleContext resize) {
  /** The convolution of a context, if something resized its input for it alone, and it pays. */
  static Optional<MixedResize> of(Convolution convolution, RuleContext context) {
    Window window = convolution.window();
    boolean pixels =
        window.rank() == 2
            && window.size() == 1
            && convolution.groups() == 1
            && window.hasStrideOne()
            && convolution.input().dim(2) == convolution.output().dim(2)
            && convolution.input().dim(3) == convolution.output().dim(3)
            && window.begin(0) == 0
            && window.begin(1) == 0
            && convolution.output().dim(1) <= convolution.input().dim(1);
    return context
        .absorbed(0, ResizeRule.class)
        .filter(resize -> pixels && enlarges(resize))
        .map(resize -> new MixedResize(convolution, resize));
  }

  private static boolean enlarges(RuleContext resize) {
    Shape x = resize.inputShape(0);
    Shape y = resize.outputShape(0);
    return x.dim(0) == y.dim(0)
        && x.dim(1) == y.dim(1)
        && ResizedAxis.of(resize).get(1).scale() == 1
        && x.size() < y.size();
  }

  /** Appends the gradient of what was resized, from the context of the convolution. */
  String inputGradient(RuleContext context) {
    Shape y = convolution.output();
    Shape x = resize.inputShape(0);
    Shape mixed = x.with(1, y.dim(1));
    String smaller = ResizeRule.transposed(resize, context.ops(), context.gradient(), mixed, y);
    return new Convolution(convolution.window(), 1, x, mixed)
        .inputGradient(context.ops(), smaller, context.input(1), context.constant(1));
  }
}
