package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;

/**
 * LpPool and GlobalLpPool, {@code y = (sum |x|^p)^(1/p)} over a window: {@code dx = sign(x)
 * |x|^(p-1) sum(dy y^(1-p))} over the windows that x lies in; zero from windows where y is zero.
 */
final class LpPoolRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    Node node = context.node();
    long p = node.intAttribute("p", 2);
    String scaled = p == 1 ? context.gradient() : scaled(context, p);
    String spread =
        node.op().startsWith("Global")
            ? scaled
            : new WindowSum(window(context), context.inputShape(0), context.outputShape(0))
                .inputGradient(ops, scaled);
    context.accumulate(0, ops.mul(spread, slope(ops, context.input(0), p)));
  }

  private static Window window(RuleContext context) {
    Shape input = context.inputShape(0);
    Shape output = context.outputShape(0);
    long[] kernel = context.node().intsAttribute("kernel_shape").orElseThrow();
    return Window.of(context.node(), kernel, input, output);
  }

  private static String scaled(RuleContext context, long p) {
    Ops ops = context.ops();
    String y = context.output(0);
    String positive = ops.op("Greater", y, ops.scalar(0));
    String safe = ops.where(positive, y, ops.scalar(1));
    String power = p == 2 ? safe : ops.op("Pow", safe, ops.scalar(p - 1));
    return ops.where(positive, ops.div(context.gradient(), power), ops.scalar(0));
  }

  private static String slope(Ops ops, String x, long p) {
    if (p == 2) {
      return x;
    }
    String sign = ops.op("Sign", x);
    return p == 1 ? sign : ops.mul(sign, ops.op("Pow", ops.op("Abs", x), ops.scalar(p - 1)));
  }
}
