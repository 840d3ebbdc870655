package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.onnx.autodiff.UnsupportedOperatorException;

/**
 * ScatterElements. The updates get dy gathered from where they went; the data get dy, with zeros
 * where it was overwritten (reduction none) or all of it (reduction add). Where indices repeat,
 * overwriting is undefined, and so is its gradient.
 */
final class ScatterElementsRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    String reduction = context.node().stringAttribute("reduction", "none");
    if (!reduction.equals("none") && !reduction.equals("add")) {
      throw new UnsupportedOperatorException(
          context.node(), "reduction '" + reduction + "' has none, only none and add have");
    }
    Map<String, Long> axis = Map.of("axis", context.node().intAttribute("axis", 0));
    if (context.needs(0)) {
      context.accumulate(0, reduction.equals("add") ? context.gradient() : kept(context));
    }
    if (context.needs(2)) {
      context.accumulate(2, ops.op("GatherElements", axis, context.gradient(), context.input(1)));
    }
  }

  private static String kept(RuleContext context) {
    Map<String, Long> axis = Map.of("axis", context.node().intAttribute("axis", 0));
    Ops ops = context.ops();
    String zeros = ops.filled(context.inputShape(2), 0);
    return ops.op("ScatterElements", axis, context.gradient(), context.input(1), zeros);
  }
}
