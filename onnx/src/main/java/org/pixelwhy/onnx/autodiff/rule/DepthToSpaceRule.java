package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.GradientRule;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;
import org.pixelwhy.tensor.Shape;

/** DepthToSpace: dy moved back; in mode DCR that is SpaceToDepth. */
final class DepthToSpaceRule implements GradientRule {
  @Override
  public void differentiate(RuleContext context) {
    Ops ops = context.ops();
    long block = context.node().intAttribute("blocksize", 1);
    if (context.node().stringAttribute("mode", "DCR").equals("DCR")) {
      context.accumulate(0, ops.op("SpaceToDepth", Map.of("blocksize", block), context.gradient()));
      return;
    }
    Shape x = context.inputShape(0);
    long channels = x.dim(1) / (block * block);
    String blocks =
        ops.reshape(context.gradient(), x.dim(0), channels, x.dim(2), block, x.dim(3), block);
    context.accumulate(0, ops.reshape(ops.transpose(blocks, 0, 1, 3, 5, 2, 4), x));
  }
}
