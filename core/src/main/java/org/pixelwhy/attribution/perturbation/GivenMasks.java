package org.pixelwhy.attribution.perturbation;

import java.util.Arrays;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** Masks that somebody made: {@code [N,H,W]}, or {@code [N,D,H,W]} for volumes. */
final class GivenMasks implements Masks {
  private final Tensor masks;
  private final int pixels;

  /**
   * @param extents of the image
   * @throws InputException if the masks have another size or hold values that are not finite
   */
  GivenMasks(Tensor masks, int[] extents) {
    Shape shape = masks.shape();
    long[] found = Arrays.copyOfRange(shape.dims(), Math.min(1, shape.rank()), shape.rank());
    long[] expected = Arrays.stream(extents).asLongStream().toArray();
    if (!Arrays.equals(found, expected) || shape.dim(0) < 1) {
      throw new InputException(
          Text.format(
              "the given masks have shape %s; expected is [number of masks, then the input's extents %s]",
              shape, Arrays.toString(extents)));
    }
    for (int i = 0; i < masks.size(); i++) {
      if (!Double.isFinite(masks.get(i))) {
        throw new InputException("the given masks hold a value that is not a finite number");
      }
    }
    this.masks = masks;
    this.pixels = masks.size() / count(masks);
  }

  private static int count(Tensor masks) {
    return (int) masks.shape().dim(0);
  }

  @Override
  public int count() {
    return count(masks);
  }

  @Override
  public void write(int index, float[] mask) {
    for (int i = 0; i < pixels; i++) {
      mask[i] = (float) masks.get(index * pixels + i);
    }
  }
}
