package org.pixelwhy.onnx.blocked;

import java.util.Arrays;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Tensor;

/**
 * Zeros around images, as the padding of a depthwise convolution that does nothing else: a quarter
 * of the time that Pad takes.
 */
final class PadRule implements BlockedRule {
  @Override
  public boolean append(Site site) {
    Node node = site.node();
    Optional<Tensor> pads = site.constant(1);
    boolean serves =
        site.isBlockedFloat(0)
            && node.stringAttribute("mode", "constant").equals("constant")
            && !node.hasInput(2)
            && !node.hasInput(3)
            && pads.filter(by -> fits(by.toLongs())).isPresent();
    if (serves) {
      long[] by = pads.orElseThrow().toLongs();
      long channels = site.inputShape(0).dim(1);
      String padded =
          site.blocked().affine(site.blockedInput(0), channels, "", "", by[2], by[3], by[6], by[7]);
      site.makeBlocked(0, padded);
    }
    return serves;
  }

  /** Around rows and columns only, and nothing cropped. */
  private static boolean fits(long[] pads) {
    return pads.length == 8
        && pads[0] == 0
        && pads[1] == 0
        && pads[4] == 0
        && pads[5] == 0
        && Arrays.stream(pads).allMatch(pad -> pad >= 0);
  }
}
