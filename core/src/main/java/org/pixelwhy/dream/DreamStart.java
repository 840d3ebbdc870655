package org.pixelwhy.dream;

import java.util.Objects;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Where one dream begins.
 *
 * @param picture {@code [1,C,H,W]}: values of the image's own unit, channels and size as the
 *     network takes them
 * @param place of the neuron
 * @param stride factor of the rate, usually 1
 */
public record DreamStart(Tensor picture, Place place, double stride) {
  public DreamStart {
    Objects.requireNonNull(place, "place");
    Shape shape = picture.shape();
    if (shape.rank() != 4 || shape.dim(0) != 1) {
      throw new InputException(
          Text.format("a dream begins with one picture [1,C,H,W], found %s", shape));
    }
    if (!(stride > 0 && Double.isFinite(stride))) {
      throw new InputException(
          Text.format("illegal factor %s of the step size, must be above 0", Text.number(stride)));
    }
  }

  /** A dream with the rate as it is. */
  public DreamStart(Tensor picture, Place place) {
    this(picture, place, 1);
  }
}
