package org.pixelwhy.attribution.gradient;

import java.util.Set;
import java.util.stream.Collectors;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;

/**
 * What takes the place of a ReLU's gradient.
 *
 * @param rectifier the operator it is for; nodes of it that are no ReLU keep their gradient
 * @param looksAtInput whether nothing passes where the ReLU was off
 */
record RectifierRule(Rectifier rectifier, boolean looksAtInput) implements GradientRule {
  /** Plain gradients, but for these operators. */
  static RuleSet rules(String name, Set<Rectifier> rectifiers, boolean looksAtInput) {
    return StandardRules.standard()
        .with(
            name,
            rectifiers.stream()
                .collect(
                    Collectors.toMap(
                        Rectifier::op, rectifier -> new RectifierRule(rectifier, looksAtInput))));
  }

  @Override
  public void differentiate(RuleContext context) {
    if (!rectifier.matches(context.node(), context.constant(1))) {
      StandardRules.standard().rule(context.node()).orElseThrow().differentiate(context);
      return;
    }
    Ops ops = context.ops();
    String positive = ops.op("Relu", context.gradient());
    context.accumulate(0, looksAtInput ? ops.mul(positive, on(context)) : positive);
  }

  /** 1 where the rectifier lets its input through. */
  private String on(RuleContext context) {
    Ops ops = context.ops();
    // The output tells as much as the input, where it is zero or below exactly where that is; and a
    // convolution before it stays fused.
    boolean sameSign = rectifier == Rectifier.RELU || rectifier == Rectifier.CLIP;
    String signed = sameSign ? context.output(0) : context.input(0);
    String on = ops.indicator(ops.op("Greater", signed, ops.scalar(0)));
    if (rectifier == Rectifier.CLIP && context.node().hasInput(2)) {
      String below = ops.op("Less", context.output(0), context.input(2));
      on = ops.mul(on, ops.indicator(below));
    }
    return on;
  }
}
