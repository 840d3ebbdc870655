package org.pixelwhy.target;

import java.util.Objects;
import java.util.OptionalInt;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * One pixel of the network's output. It has no text that could be read again.
 *
 * @param index the pixel's number in C order
 * @param choice the class; where none is stated, the one predicted there
 */
public record OutputPixel(int index, ClassChoice choice) implements PlacedTarget {
  public OutputPixel {
    Objects.requireNonNull(choice, "choice");
  }

  /** The channel of the class with this number, or without one of the class predicted there. */
  public OutputPixel(int index, OptionalInt classIndex) {
    this(index, new ClassChoice(classIndex, ""));
  }

  @Override
  public Mask pixels(Geometry geometry, int[] extents) {
    Mask pixel = Mask.of(extents, i -> i == index);
    if (pixel.isEmpty()) {
      throw new InputException(
          Text.format(
              "pixel %d is outside the network's output of %d pixels", index, pixel.size()));
    }
    return pixel;
  }

  @Override
  public String place() {
    return "pixel " + index + " of the output";
  }

  @Override
  public boolean isSegment() {
    return false;
  }

  @Override
  public String toString() {
    return place() + choice.suffix();
  }
}
