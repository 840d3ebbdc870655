package org.pixelwhy.onnx.autodiff.rule;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** A reduction over axes, seen backward: its output and gradient broadcast against its input. */
final class Reduction {
  private final RuleContext context;
  private final long[] axes;
  private final Shape kept;

  Reduction(RuleContext context) {
    this.context = context;
    this.axes = axes(context);
    Shape shape = context.inputShape(0);
    for (long axis : axes) {
      shape = shape.with((int) axis, 1);
    }
    this.kept = shape;
  }

  /** The axes from 0, each once; they come as an input, or as an attribute before opset 18. */
  private static long[] axes(RuleContext context) {
    Node node = context.node();
    Shape shape = context.inputShape(0);
    long[] given = node.intsAttribute("axes").orElse(new long[0]);
    if (node.hasInput(1)) {
      given =
          context
              .constant(1)
              .map(Tensor::toLongs)
              .orElseThrow(() -> new GraphException("the axes of " + node + " are not constant"));
    }
    if (given.length == 0) {
      boolean noop = node.intAttribute("noop_with_empty_axes", 0) != 0;
      return noop ? given : LongStream.range(0, shape.rank()).toArray();
    }
    return Arrays.stream(given).map(shape::axis).sorted().distinct().toArray();
  }

  Ops ops() {
    return context.ops();
  }

  String x() {
    return context.input(0);
  }

  /** The output, with reduced axes kept as axes of extent 1. */
  String y() {
    return keep(context.output(0));
  }

  /** The gradient of the output, with reduced axes kept as axes of extent 1. */
  String dy() {
    return keep(context.gradient());
  }

  private String keep(String reduced) {
    return context.outputShape(0).equals(kept) ? reduced : ops().reshape(reduced, kept);
  }

  /** How many elements of the input go into one of the output. */
  long count() {
    Shape shape = context.inputShape(0);
    return Arrays.stream(axes).map(axis -> shape.dim((int) axis)).reduce(1, (a, b) -> a * b);
  }

  /** The sum over the reduced axes, which stay as axes of extent 1. */
  String sum(String a) {
    return ops().reduceSum(a, true, axes);
  }

  /** The product over the reduced axes, which stay as axes of extent 1. */
  String product(String a) {
    return axes.length == 0 ? a : ops().op("ReduceProd", a, ops().longs(axes));
  }

  /** Repeats a tensor that has extent 1 in the reduced axes to the input's shape. */
  String expand(String a) {
    Shape shape = context.inputShape(0);
    return shape.equals(kept) ? a : ops().expand(a, shape);
  }
}
