package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.RuleContext;

/** SpaceToDepth: dy moved back by DepthToSpace. */
final class SpaceToDepthRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    long block = context.node().intAttribute("blocksize", 1);
    context.accumulate(
        0, context.ops().op("DepthToSpace", Map.of("blocksize", block), context.gradient()));
  }
}
