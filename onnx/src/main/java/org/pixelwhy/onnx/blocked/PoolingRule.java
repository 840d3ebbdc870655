package org.pixelwhy.onnx.blocked;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;

/** Pooling that the layout has an operator for, without indices. */
final class PoolingRule implements BlockedRule {
  @Override
  public boolean append(Site site) {
    Node node = site.node();
    boolean serves =
        site.isBlockedFloat(0)
            && node.outputs().size() == 1
            && site.fits(node.output(0))
            && (node.op().equals("MaxPool") || isDense(node));
    if (serves) {
      Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
      attributes.remove("storage_order");
      if (isDense(node)) {
        attributes.remove("dilations");
      }
      site.makeBlocked(0, site.blocked().node(node.op(), attributes, site.blockedInput(0)));
    }
    return serves;
  }

  private static boolean isDense(Node node) {
    return node.intsAttribute("dilations").stream()
        .flatMapToLong(Arrays::stream)
        .allMatch(dilation -> dilation == 1);
  }
}
