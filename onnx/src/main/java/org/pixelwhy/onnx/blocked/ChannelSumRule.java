package org.pixelwhy.onnx.blocked;

import java.util.Arrays;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/** Sums [C] over everything but the channels. */
final class ChannelSumRule implements BlockedRule {
  @Override
  public boolean append(Site site) {
    Node node = site.node();
    boolean serves =
        site.constant(1).filter(ChannelSumRule::allButChannels).isPresent()
            && node.intAttribute("keepdims", 1) == 0
            && site.isBlocked(0);
    if (serves) {
      Shape shape = site.inputShape(0);
      String means = site.blocked().channelMeans(site.blockedInput(0), shape);
      site.makePlain(0, site.ops().scale(means, (double) shape.size() / shape.dim(1)));
    }
    return serves;
  }

  private static boolean allButChannels(Tensor axes) {
    return Arrays.equals(axes.toLongs(), new long[] {0, 2, 3});
  }
}
