package org.pixelwhy.onnx.blocked;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;

/**
 * Convolutions of images, to a multiple of b channels, from such a multiple or from fewer than b,
 * as the colours of a picture; in groups of such multiples, or of each channel by itself.
 */
final class ConvolutionRule implements BlockedRule {
  @Override
  public boolean append(Site site) {
    Node node = site.node();
    if (!serves(site)) {
      return false;
    }
    Shape weight = site.inputShape(1);
    boolean few = !isGrouped(node) && weight.dim(1) < site.blocked().block();
    String x = few ? site.plainInput(0) : site.blockedInput(0);
    Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
    attributes.remove("auto_pad");
    attributes.put("kernel_shape", Attribute.ofInts(weight.dim(2), weight.dim(3)));
    String y =
        node.hasInput(2)
            ? site.blocked().node("Conv", attributes, x, weights(site), site.plainInput(2))
            : site.blocked().node("Conv", attributes, x, weights(site));
    site.makeBlocked(0, y);
    return true;
  }

  /** The weights in the order of the layout: as a constant if their values are known. */
  private static String weights(Site site) {
    BlockedOps blocked = site.blocked();
    return site.constant(1)
        .map(value -> BlockedWeights.of(value, (int) blocked.block()))
        .map(site.ops()::constant)
        .orElseGet(() -> blocked.weights(site.plainInput(1), site.inputShape(1)));
  }

  private static boolean serves(Site site) {
    Node node = site.node();
    Shape weight = site.inputShape(1);
    return site.fits(node.output(0))
        && site.typed().type(node.input(0)).type() == DataType.FLOAT
        && node.stringAttribute("auto_pad", "NOTSET").equals("NOTSET")
        && (isGrouped(node) ? groupsFit(site) : channelsFit(weight, site.blocked().block()))
        && site.inputShape(0).size() > 0;
  }

  private static boolean channelsFit(Shape weight, long block) {
    return weight.dim(1) % block == 0 || weight.dim(1) < block;
  }

  private static boolean isGrouped(Node node) {
    return node.intAttribute("group", 1) != 1;
  }

  private static boolean groupsFit(Site site) {
    long groups = site.node().intAttribute("group", 1);
    long block = site.blocked().block();
    Shape weight = site.inputShape(1);
    boolean depthwise = weight.dim(0) == groups && weight.dim(1) == 1;
    return site.fits(site.node().input(0))
        && (depthwise || weight.dim(1) % block == 0 && weight.dim(0) / groups % block == 0);
  }
}
