package org.pixelwhy.onnx.blocked;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;

/**
 * Products, sums and differences with one number for each channel: a depthwise convolution, since
 * broadcasting would go b numbers at a time.
 *
 * <p>A product that only a sum reads is taken along with it.
 */
final class ChannelwiseRule implements BlockedRule {
  /** A tensor and the numbers [C,1,1] for its channels. */
  private record Operands(String image, String numbers) {}

  @Override
  public boolean append(Site site) {
    Optional<Operands> operands = operands(site, site.node());
    operands.ifPresent(
        of -> site.makeBlocked(0, centred(site, of).orElseGet(() -> affine(site, of))));
    return operands.isPresent();
  }

  /** What a normalisation subtracted already. */
  private static Optional<String> centred(Site site, Operands of) {
    return site.typed()
        .graph()
        .producer(of.numbers())
        .filter(maker -> site.node().op().equals("Sub") && maker.op().equals("Reshape"))
        .flatMap(maker -> site.forms().centred(of.image(), maker.input(0)));
  }

  private static Optional<Operands> operands(Site site, Node node) {
    return operands(site, node, 0, 1)
        .or(() -> node.op().equals("Sub") ? Optional.empty() : operands(site, node, 1, 0));
  }

  private static Optional<Operands> operands(Site site, Node node, int image, int numbers) {
    Shape shape = site.typed().shape(node.input(image));
    Shape other = site.typed().shape(node.input(numbers));
    long channels = shape.rank() == 4 ? shape.dim(1) : 0;
    boolean channelwise =
        other.equals(Shape.of(channels, 1, 1)) || other.equals(Shape.of(1, channels, 1, 1));
    return channels > 1 && channelwise && site.forms().isBlocked(node.input(image))
        ? Optional.of(new Operands(node.input(image), node.input(numbers)))
        : Optional.empty();
  }

  private static String affine(Site site, Operands of) {
    long channels = site.outputShape(0).dim(1);
    String numbers = site.forms().plain(of.numbers());
    if (site.node().op().equals("Mul")) {
      return site.blocked().affine(site.forms().blocked(of.image()), channels, numbers, "");
    }
    String shift = site.node().op().equals("Sub") ? site.ops().neg(numbers) : numbers;
    Optional<Operands> product = product(site, of.image());
    String image = product.map(Operands::image).orElse(of.image());
    String scale = product.map(p -> site.forms().plain(p.numbers())).orElse("");
    return site.blocked().affine(site.forms().blocked(image), channels, scale, shift);
  }

  /** The product that a tensor is, if nothing else reads it. */
  private static Optional<Operands> product(Site site, String tensor) {
    List<Node> readers = site.typed().graph().consumers(tensor);
    boolean alone = readers.size() == 1 && !site.typed().graph().outputNames().contains(tensor);
    return site.typed()
        .graph()
        .producer(tensor)
        .filter(maker -> alone && maker.qualifiedOp().equals("Mul"))
        .flatMap(maker -> operands(site, maker));
  }
}
