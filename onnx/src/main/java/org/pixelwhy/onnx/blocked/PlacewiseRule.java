package org.pixelwhy.onnx.blocked;

import java.util.Arrays;
import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Products with one constant for each place, of any channel, where it is a product of one for the
 * row and one for the column: as the edges of an interpolation.
 */
final class PlacewiseRule implements BlockedRule {
  /** What the places are multiplied by. */
  private record Factors(float[] rows, float[] columns) {}

  @Override
  public boolean append(Site site) {
    Optional<Factors> factors = site.isBlockedFloat(0) ? factors(site) : Optional.empty();
    factors.ifPresent(by -> site.makeBlocked(0, multiply(site, by)));
    return factors.isPresent();
  }

  private static String multiply(Site site, Factors by) {
    Shape shape = site.outputShape(0);
    long b = site.blocked().block();
    long planes = shape.dim(0) * shape.dim(1) / b;
    String image = site.blockedInput(0);
    if (!isOnes(by.columns())) {
      float[] row = new float[Math.toIntExact(by.columns().length * b)];
      for (int i = 0; i < row.length; i++) {
        row[i] = by.columns()[(int) (i / b)];
      }
      String rows = site.ops().reshape(image, planes * shape.dim(2), row.length);
      image = site.ops().mul(rows, site.ops().constant(Tensor.of(row, row.length)));
    }
    if (!isOnes(by.rows())) {
      String rows = site.ops().reshape(image, planes, shape.dim(2), shape.dim(3) * b);
      Tensor column = Tensor.of(by.rows(), by.rows().length, 1);
      image = site.ops().mul(rows, site.ops().constant(column));
    }
    return site.ops().reshape(image, shape);
  }

  private static boolean isOnes(float[] factors) {
    for (float factor : factors) {
      if (factor != 1) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Factors> factors(Site site) {
    Node node = site.node();
    Shape y = site.outputShape(0);
    return site.constant(1)
        .filter(value -> y.equals(site.inputShape(0)) && isPlane(value.shape(), y))
        .map(Tensor::toFloats)
        .flatMap(plane -> split(plane, (int) y.dim(2), (int) y.dim(3)))
        .filter(found -> node.op().equals("Mul"));
  }

  private static boolean isPlane(Shape constant, Shape image) {
    int rank = constant.rank();
    return rank >= 2
        && constant.size() == image.dim(2) * image.dim(3)
        && constant.dim(rank - 2) == image.dim(2)
        && constant.dim(rank - 1) == image.dim(3);
  }

  /** The two that a plane is exactly the product of, if it is. */
  private static Optional<Factors> split(float[] plane, int height, int width) {
    // Away from the edges both are 1.
    int row = height / 2;
    int column = width / 2;
    float[] rows = new float[height];
    for (int i = 0; i < height; i++) {
      rows[i] = plane[i * width + column];
    }
    float[] columns = Arrays.copyOfRange(plane, row * width, (row + 1) * width);
    for (int i = 0; i < plane.length; i++) {
      if (rows[i / width] * columns[i % width] != plane[i]) {
        return Optional.empty();
      }
    }
    return Optional.of(new Factors(rows, columns));
  }
}
