package org.pixelwhy.onnx.autodiff.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** The transpose of a Resize of images by whole factors: strided convolutions of each channel. */
record StridedResize(StridedInterpolation rows, StridedInterpolation columns) {
  /** Up to this many weights, both axes at once are faster than one after the other. */
  private static final int SMALL = 16;

  /** Above this factor, the dense product with R is faster for axes that are short before. */
  private static final long LARGE_FACTOR = 4;

  private static final int SHORT = 64;

  /** That of a context, if its node is such a Resize, and it pays. */
  static Optional<StridedResize> of(RuleContext context) {
    List<ResizedAxis> axes = ResizedAxis.of(context);
    boolean images =
        axes.size() == 4
            && isKept(axes.get(0))
            && isKept(axes.get(1))
            && context.ops().type() == DataType.FLOAT;
    if (!images) {
      return Optional.empty();
    }
    Optional<StridedInterpolation> rows = along(context, axes.get(2));
    Optional<StridedInterpolation> columns = along(context, axes.get(3));
    return rows.flatMap(down -> columns.map(across -> new StridedResize(down, across)));
  }

  private static boolean isKept(ResizedAxis axis) {
    return axis.scale() == 1;
  }

  private static Optional<StridedInterpolation> along(RuleContext context, ResizedAxis axis) {
    if (isKept(axis)) {
      return Optional.of(StridedInterpolation.none(axis.out()));
    }
    boolean pays = axis.out() <= LARGE_FACTOR * axis.in() || axis.in() >= SHORT;
    if (!pays || !ResizeRule.isWithinReach(axis)) {
      return Optional.empty();
    }
    float[] weights = Interpolation.weights(context.node(), axis);
    return StridedInterpolation.of(weights, axis.out(), axis.in());
  }

  /**
   * Appends {@code R^T dy}.
   *
   * @param dy name of a tensor of the enlarged size, with any number of channels
   */
  String append(Ops ops, String dy, long channels) {
    String scaled = rows.isPlain() && columns.isPlain() ? dy : ops.mul(dy, ops.constant(factors()));
    int size = rows.kernel().length * columns.kernel().length;
    if (size <= SMALL) {
      return convolve(ops, scaled, channels, rows, columns);
    }
    StridedInterpolation none = StridedInterpolation.none(1);
    String shorter = convolve(ops, scaled, channels, rows, none);
    return convolve(ops, shorter, channels, none, columns);
  }

  private Tensor factors() {
    return outer(rows.factors(), columns.factors(), 1);
  }

  private static String convolve(
      Ops ops,
      String image,
      long channels,
      StridedInterpolation down,
      StridedInterpolation across) {
    Map<String, Object> attributes =
        Map.of(
            "strides", new long[] {down.stride(), across.stride()},
            "pads", new long[] {down.begin(), across.begin(), down.end(), across.end()},
            "group", channels);
    Tensor kernels = outer(down.kernel(), across.kernel(), channels);
    return ops.op("Conv", attributes, image, ops.constant(kernels));
  }

  /** Products of all pairs, [channels,1,a,b]. */
  private static Tensor outer(float[] a, float[] b, long channels) {
    int size = a.length * b.length;
    float[] products = new float[Math.toIntExact(channels * size)];
    for (int i = 0; i < products.length; i++) {
      int within = i % size;
      products[i] = a[within / b.length] * b[within % b.length];
    }
    return Tensor.of(products, Shape.of(channels, 1, a.length, b.length).dims());
  }
}
