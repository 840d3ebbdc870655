package org.pixelwhy.onnx.blocked;

import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/**
 * 1 where a number is above 0, else 0: the gradient of Relu is a product with that.
 *
 * <p>HardSigmoid of the greatest slope is the same in one pass on all threads, where Greater and
 * Cast take two, of which one is on a single thread: 2 instead of 9 ms for 16 channels, 8 images of
 * 256 x 256. (From 0 to 3e-39, below what counts as a normal number, it is between 0 and 1; for NaN
 * it may be NaN.)
 */
final class PositiveRule implements BlockedRule {
  @Override
  public boolean append(Site site) {
    Node node = site.node();
    Optional<Node> comparison =
        site.typed()
            .graph()
            .producer(node.input(0))
            .filter(maker -> maker.qualifiedOp().equals("Greater"))
            .filter(maker -> isZero(site, maker.input(1)))
            .filter(maker -> site.forms().isBlocked(maker.input(0)) || isSaved(site, maker))
            .filter(maker -> site.typed().type(maker.input(0)).type() == DataType.FLOAT)
            .filter(maker -> site.typed().type(node.output(0)).type() == DataType.FLOAT);
    comparison.ifPresent(
        maker ->
            site.makeBlocked(
                0,
                site.ops()
                    .op(
                        "HardSigmoid",
                        Map.of("alpha", Float.MAX_VALUE, "beta", 0f),
                        site.forms().blocked(maker.input(0)))));
    return comparison.isPresent();
  }

  /** Whether what is compared was saved by another pass: then it comes in plain layout. */
  private static boolean isSaved(Site site, Node comparison) {
    String tensor = comparison.input(0);
    return site.typed().graph().inputNames().contains(tensor) && site.fits(tensor);
  }

  private static boolean isZero(Site site, String tensor) {
    Tensor value = site.typed().graph().initializers().get(tensor);
    return value != null && value.size() == 1 && value.get(0) == 0;
  }
}
