package org.pixelwhy.attribution.relevance;

import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;

/**
 * DeepLIFT through a normalisation over the image, by its own secant. With deviations c from the
 * mean, standard deviations s, and their values c0 and s0 at the reference, exactly
 *
 * <pre>{@code c/s - c0/s0 = 2 (c - c0) / (s + s0) - (v - v0) (s0 c + s c0) / (s s0 (s + s0)^2)
 * v - v0 = mean((c + c0) (c - c0))}</pre>
 *
 * <p>which is {@link QuotientSecantRule} and the secants of square and root in one, so that a
 * normalisation written as several nodes gets the same values.
 *
 * @param plain the gradient, which serves where scale or shift are no constants
 * @param kind over what statistics are taken
 */
record NormalizationSecantRule(GradientRule plain, Kind kind) implements GradientRule {
  /** Over what statistics are taken. */
  enum Kind {
    INSTANCES,
    GROUPS,
    LAYERS,
    UNCENTRED_LAYERS
  }

  /** x with the axes over which it is standardised. */
  private record Grouped(Shape shape, long... axes) {
    long count() {
      return LongStream.of(axes).map(axis -> shape.dim((int) axis)).reduce(1, (a, b) -> a * b);
    }
  }

  @Override
  public void differentiate(RuleContext context) {
    boolean fixed =
        IntStream.range(1, context.node().inputs().size())
            .mapToObj(context::input)
            .allMatch(name -> name.equals(context.reference(name)));
    if (!fixed || context.gradient().isEmpty()) {
      plain.differentiate(context);
      return;
    }
    Ops ops = context.ops();
    Grouped grouped = grouped(context);
    Shape shape = context.inputShape(0);
    String m = ops.reshape(scaled(context), grouped.shape());
    context.accumulate(0, ops.reshape(secant(context, grouped, m), shape));
  }

  private Grouped grouped(RuleContext context) {
    Shape shape = context.inputShape(0);
    if (kind == Kind.LAYERS || kind == Kind.UNCENTRED_LAYERS) {
      int first = shape.axis(context.node().intAttribute("axis", -1));
      return new Grouped(shape, LongStream.range(first, shape.rank()).toArray());
    }
    long groups = kind == Kind.GROUPS ? context.node().intAttribute("num_groups", 1) : shape.dim(1);
    return new Grouped(Shape.of(shape.dim(0), groups, shape.size() / (shape.dim(0) * groups)), 2);
  }

  /** The multiplier of what was standardised: that of the output times the scale. */
  private String scaled(RuleContext context) {
    Ops ops = context.ops();
    if (kind == Kind.LAYERS || kind == Kind.UNCENTRED_LAYERS) {
      return ops.mul(context.gradient(), context.input(1));
    }
    // One number for each channel or, before opset 21, for each group.
    Shape shape = context.inputShape(0);
    long numbers = context.inputShape(1).size();
    Shape apart = Shape.of(shape.dim(0), numbers, shape.size() / (shape.dim(0) * numbers));
    String scale = ops.reshape(context.input(1), Shape.of(1, numbers, 1));
    return ops.mul(ops.reshape(context.gradient(), apart), scale);
  }

  private String secant(RuleContext context, Grouped grouped, String m) {
    Ops ops = context.ops();
    double epsilon = context.node().floatAttribute("epsilon", 1e-5f);
    String x = ops.reshape(context.input(0), grouped.shape());
    String x0 = ops.reshape(context.reference(context.input(0)), grouped.shape());
    String c = deviations(ops, x, grouped.axes());
    String c0 = deviations(ops, x0, grouped.axes());
    String s = deviation(ops, c, epsilon, grouped.axes());
    String s0 = deviation(ops, c0, epsilon, grouped.axes());
    String sum = ops.add(s, s0);
    String mixed = ops.add(ops.mul(s0, c), ops.mul(s, c0));
    String total = ops.reduceSum(ops.mul(m, mixed), true, grouped.axes());
    String bend = ops.div(total, ops.mul(ops.mul(s, s0), ops.square(sum)));
    String direct = ops.div(ops.scale(m, 2), sum);
    String moved = ops.scale(ops.mul(bend, ops.add(c, c0)), 1.0 / grouped.count());
    String result = ops.sub(direct, moved);
    return kind == Kind.UNCENTRED_LAYERS
        ? result
        : ops.sub(result, mean(ops, result, grouped.axes()));
  }

  /** Centred twice: the rounding of the mean of a map of one colour would exceed its deviation. */
  private String deviations(Ops ops, String x, long... axes) {
    if (kind == Kind.UNCENTRED_LAYERS) {
      return x;
    }
    String once = ops.sub(x, mean(ops, x, axes));
    return ops.sub(once, mean(ops, once, axes));
  }

  private static String deviation(Ops ops, String c, double epsilon, long... axes) {
    return ops.op("Sqrt", ops.add(mean(ops, ops.square(c), axes), ops.scalar(epsilon)));
  }

  private static String mean(Ops ops, String tensor, long... axes) {
    return ops.op("ReduceMean", Map.of("keepdims", 1), tensor, ops.longs(axes));
  }
}
