package org.pixelwhy.onnx.blocked;

import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;

/** MaxUnpool by indices for which a {@link Routing} stands. */
final class MaxUnpoolRule implements BlockedRule {
  @Override
  public boolean append(Site site) {
    Node node = site.node();
    Shape y = site.outputShape(0);
    Optional<Routing> routing =
        site.forms()
            .routing(node.input(1))
            .filter(known -> !node.hasInput(2) && site.fits(node.input(0)))
            .filter(known -> site.typed().type(node.input(0)).type() == DataType.FLOAT)
            .filter(known -> site.inputShape(0).equals(site.inputShape(1)))
            .filter(known -> halved(y).equals(site.inputShape(0)));
    routing.ifPresent(
        known -> site.makeBlocked(0, known.send(site.blocked(), site.blockedInput(0), y)));
    return routing.isPresent();
  }

  private static Shape halved(Shape shape) {
    return shape.rank() == 4 ? shape.with(2, shape.dim(2) / 2).with(3, shape.dim(3) / 2) : shape;
  }
}
