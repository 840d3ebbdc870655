package org.pixelwhy.onnx.autodiff.rule;

import java.util.Map;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.RuleContext;

/**
 * Mean and biased variance [C] of what a batch normalisation in training mode normalises, as names
 * of tensors.
 */
record BatchStatistics(String mean, String variance) {
  private static final int MEAN = 1;
  private static final int VARIANCE = 2;

  /**
   * The node's own outputs where it keeps nothing of the old averages, and these are therefore the
   * batch's; computed again otherwise.
   */
  static BatchStatistics of(RuleContext context, PerChannel channels) {
    boolean given =
        context.node().floatAttribute("momentum", 0.9f) == 0
            && context.node().hasOutput(MEAN)
            && context.node().hasOutput(VARIANCE);
    if (given) {
      return new BatchStatistics(context.output(MEAN), context.output(VARIANCE));
    }
    Ops ops = context.ops();
    String x = context.input(0);
    String mean = mean(ops, x, channels);
    String centred = ops.sub(x, channels.broadcast(ops, mean));
    return new BatchStatistics(mean, mean(ops, ops.square(centred), channels));
  }

  private static String mean(Ops ops, String tensor, PerChannel channels) {
    return ops.op("ReduceMean", Map.of("keepdims", 0), tensor, ops.longs(channels.otherAxes()));
  }
}
