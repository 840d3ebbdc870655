package org.pixelwhy.onnx.blocked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/**
 * Convolutions of images, to a multiple of b channels, from such a multiple or from fewer than b,
 * as the colours of a picture; in groups of such multiples, or of each channel by itself. What is
 * known of the weights may give another number of channels: a block is filled up with zeros.
 */
final class ConvolutionRule implements BlockedRule {
  @Override
  public boolean append(Site site) {
    Node node = site.node();
    if (!serves(site)) {
      return false;
    }
    FusedConvolution fused = FusedConvolution.of(site);
    long outputs = site.outputShape(0).dim(1);
    long extra = -outputs & (site.blocked().block() - 1);
    String y = convolve(site, fused, extra);
    if (extra == 0) {
      site.absorb(fused.folded());
      site.forms().madeBlocked(fused.output(node), y);
    } else {
      // The runtime cuts off the channels that were only added to fill a block.
      TensorType type = site.typed().type(fused.output(node));
      site.absorb(fused.folded());
      site.blocked().unblock(y, type, fused.output(node));
    }
    return true;
  }

  private static String convolve(Site site, FusedConvolution fused, long extra) {
    Node node = site.node();
    Shape weight = site.inputShape(1);
    boolean few = !isGrouped(node) && weight.dim(1) < site.blocked().block();
    String x = few ? site.plainInput(0) : site.blockedInput(0);
    Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
    attributes.remove("auto_pad");
    attributes.put("kernel_shape", Attribute.ofInts(weight.dim(2), weight.dim(3)));
    attributes.putAll(fused.activation());
    List<String> inputs = new ArrayList<>(List.of(x, weights(site, fused, extra)));
    inputs.add(bias(site, fused, extra));
    fused.sum().ifPresent(other -> inputs.add(site.forms().blocked(other)));
    while (inputs.get(inputs.size() - 1).isEmpty()) {
      inputs.remove(inputs.size() - 1);
    }
    return site.blocked().node("Conv", attributes, inputs.toArray(String[]::new));
  }

  /** The weights in the order of the layout: as a constant if their values are known. */
  private static String weights(Site site, FusedConvolution fused, long extra) {
    BlockedOps blocked = site.blocked();
    return fused
        .weight()
        .map(value -> BlockedWeights.of(filled(value, extra), (int) blocked.block()))
        .map(site.ops()::constant)
        .orElseGet(() -> blocked.weights(site.plainInput(1), site.inputShape(1)));
  }

  private static String bias(Site site, FusedConvolution fused, long extra) {
    return fused
        .bias()
        .map(value -> site.ops().constant(filled(value, extra)))
        .orElseGet(() -> site.node().hasInput(2) ? site.plainInput(2) : "");
  }

  /** With so many rows of zeros behind. */
  private static Tensor filled(Tensor value, long extra) {
    Shape shape = value.shape();
    if (extra == 0) {
      return value;
    }
    Shape larger = shape.with(0, shape.dim(0) + extra);
    float[] numbers = Arrays.copyOf(value.toFloats(), Math.toIntExact(larger.size()));
    return Tensor.of(numbers, larger.dims());
  }

  private static boolean serves(Site site) {
    Node node = site.node();
    Shape weight = site.inputShape(1);
    return (site.fits(node.output(0)) || fillsUp(site))
        && site.typed().type(node.input(0)).type() == DataType.FLOAT
        && node.stringAttribute("auto_pad", "NOTSET").equals("NOTSET")
        && (isGrouped(node) ? groupsFit(site) : channelsFit(weight, site.blocked().block()))
        && site.inputShape(0).size() > 0;
  }

  /** Whether channels of zeros may be added to the output: its input is there in the layout. */
  private static boolean fillsUp(Site site) {
    Node node = site.node();
    return !isGrouped(node)
        && site.isBlockedFloat(0)
        && site.constant(1).isPresent()
        && (!node.hasInput(2) || site.constant(2).isPresent());
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
