package org.pixelwhy.onnx.blocked;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;

/**
 * Convolutions of images, to a multiple of b channels, from such a multiple or from fewer than b,
 * as the colours of a picture.
 */
final class ConvolutionRule implements BlockedRule {
  @Override
  public boolean append(Site site) {
    Node node = site.node();
    if (!serves(site)) {
      return false;
    }
    Shape weight = site.inputShape(1);
    boolean few = weight.dim(1) < site.blocked().block();
    String x = few ? site.plainInput(0) : site.blockedInput(0);
    String w = site.blocked().weights(site.plainInput(1), weight);
    Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
    attributes.remove("auto_pad");
    attributes.put("kernel_shape", Attribute.ofInts(weight.dim(2), weight.dim(3)));
    String y =
        node.hasInput(2)
            ? site.blocked().node("Conv", attributes, x, w, site.plainInput(2))
            : site.blocked().node("Conv", attributes, x, w);
    site.makeBlocked(0, y);
    return true;
  }

  private static boolean serves(Site site) {
    Node node = site.node();
    Shape weight = site.inputShape(1);
    long block = site.blocked().block();
    return site.fits(node.output(0))
        && site.typed().type(node.input(0)).type() == DataType.FLOAT
        && node.intAttribute("group", 1) == 1
        && node.stringAttribute("auto_pad", "NOTSET").equals("NOTSET")
        && (weight.dim(1) % block == 0 || weight.dim(1) < block)
        && site.inputShape(0).size() > 0;
  }
}
