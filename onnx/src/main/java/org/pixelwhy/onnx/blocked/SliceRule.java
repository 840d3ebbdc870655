package org.pixelwhy.onnx.blocked;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Tensor;

/** A range of channels, whole blocks: what Concat's gradient consists of. */
final class SliceRule implements BlockedRule {
  @Override
  public boolean append(Site site) {
    Node node = site.node();
    boolean serves =
        site.isBlocked(0)
            && !node.hasInput(4)
            && site.constant(3).filter(axes -> axes.size() == 1 && axes.getLong(0) == 1).isPresent()
            && site.constant(1).filter(starts -> isWhole(site, starts)).isPresent()
            && site.fits(node.output(0));
    if (!serves) {
      return false;
    }
    List<String> inputs = new ArrayList<>(node.inputs());
    inputs.set(0, site.blockedInput(0));
    site.makeBlocked(0, site.ops().op("Slice", inputs.toArray(String[]::new)));
    return true;
  }

  private static boolean isWhole(Site site, Tensor starts) {
    long start = starts.getLong(0);
    return start >= 0 && start % site.blocked().block() == 0;
  }
}
