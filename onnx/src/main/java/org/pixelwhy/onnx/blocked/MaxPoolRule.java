package org.pixelwhy.onnx.blocked;

import java.util.Arrays;
import java.util.List;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;

/**
 * MaxPool of blocks of 2 x 2 cells with indices, for which a {@link Routing} stands. Who wants the
 * indices themselves gets them from MaxPool in plain layout.
 */
final class MaxPoolRule implements BlockedRule {
  @Override
  public boolean append(Site site) {
    Node node = site.node();
    boolean serves = node.hasOutput(1) && site.isBlockedFloat(0) && pairs(site);
    if (serves) {
      Shape shape = site.inputShape(0);
      Routing.Pooled pooled = Routing.pool(site.blocked(), site.blockedInput(0), shape.dim(1));
      site.makeBlocked(0, pooled.maxima());
      site.forms().routed(node.output(1), pooled.routing(), () -> indices(site));
    }
    return serves;
  }

  private static void indices(Site site) {
    Node node = site.node();
    GraphBuilder builder = site.blocked().builder();
    List<String> outputs = List.of(builder.fresh("maxima"), node.output(1));
    builder.add(node.withInputs(List.of(site.plainInput(0))).withOutputs(outputs));
  }

  private static boolean pairs(Site site) {
    Node node = site.node();
    Shape x = site.inputShape(0);
    return Arrays.equals(node.intsAttribute("kernel_shape").orElseThrow(), new long[] {2, 2})
        && Arrays.equals(node.intsAttribute("strides").orElse(null), new long[] {2, 2})
        && isAll(node, "pads", 0)
        && isAll(node, "dilations", 1)
        && node.intAttribute("storage_order", 0) == 0
        && List.of("NOTSET", "VALID").contains(node.stringAttribute("auto_pad", "NOTSET"))
        && x.dim(2) % 2 == 0
        && x.dim(3) % 2 == 0;
  }

  private static boolean isAll(Node node, String attribute, long number) {
    return node.intsAttribute(attribute).stream()
        .flatMapToLong(Arrays::stream)
        .allMatch(value -> value == number);
  }
}
