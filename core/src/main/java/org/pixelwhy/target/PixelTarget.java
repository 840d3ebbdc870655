package org.pixelwhy.target;

import java.util.OptionalInt;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * One pixel.
 *
 * @param index the pixel's number in C order, in the geometry of the network's output
 * @param classIndex the class; where none is given, the one predicted there
 */
public record PixelTarget(int index, OptionalInt classIndex) implements Target {
  @Override
  public int channel(Prediction prediction) {
    mask(prediction);
    classIndex.ifPresent(prediction::mask);
    return classIndex.orElseGet(() -> prediction.classAt(index));
  }

  @Override
  public Mask mask(Prediction prediction) {
    Mask pixel = Mask.of(prediction.extents(), i -> i == index);
    if (pixel.isEmpty()) {
      throw new InputException(
          Text.format(
              "pixel %d is outside the network's output of %d pixels", index, pixel.size()));
    }
    return pixel;
  }

  @Override
  public String describe(Prediction prediction) {
    int width = prediction.mask(0).width();
    return Text.format(
        "pixel x=%d y=%d of the output, class %s",
        index % width, index / width, prediction.describe(channel(prediction)));
  }
}
