package org.pixelwhy.onnx.blocked;

import java.util.List;
import org.pixelwhy.onnx.graph.Node;

/** Concatenation of channels, whole blocks each. */
final class ConcatRule implements BlockedRule {
  @Override
  public boolean append(Site site) {
    Node node = site.node();
    boolean serves =
        node.inputs().stream().allMatch(site::fits)
            && site.outputShape(0).axis(node.intAttribute("axis", 0)) == 1
            && node.inputs().stream().anyMatch(site.forms()::isBlocked);
    if (serves) {
      List<String> parts = node.inputs().stream().map(site.forms()::blocked).toList();
      site.makeBlocked(0, site.ops().concat(1, parts));
    }
    return serves;
  }
}
