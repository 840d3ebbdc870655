package org.pixelwhy.onnx.blocked;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.onnx.graph.Node;

/** Division into channels, whole blocks each. */
final class SplitRule implements BlockedRule {
  @Override
  public boolean append(Site site) {
    Node node = site.node();
    boolean serves =
        site.isBlocked(0)
            && site.inputShape(0).axis(node.intAttribute("axis", 0)) == 1
            && node.outputs().stream().allMatch(part -> !part.isEmpty() && site.fits(part));
    if (!serves) {
      return false;
    }
    List<String> inputs = new ArrayList<>(node.inputs());
    inputs.set(0, site.blockedInput(0));
    List<String> parts =
        node.outputs().stream().map(p -> site.blocked().builder().fresh("blocked_part")).toList();
    site.blocked().builder().add(node.withInputs(inputs).withOutputs(parts));
    for (int i = 0; i < parts.size(); i++) {
      site.makeBlocked(i, parts.get(i));
    }
    return true;
  }
}
