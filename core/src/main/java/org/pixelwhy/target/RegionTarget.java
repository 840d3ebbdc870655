package org.pixelwhy.target;

import java.util.Arrays;
import java.util.OptionalInt;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Given pixels, whatever is predicted there.
 *
 * @param region the pixels, in the geometry of the network's output
 * @param classIndex the class; where none is given, the one predicted at most of the pixels
 * @param name a few words for reports, such as {@code rectangle 10,10,50,40}
 */
public record RegionTarget(Mask region, OptionalInt classIndex, String name) implements Target {
  @Override
  public int channel(Prediction prediction) {
    if (classIndex.isPresent()) {
      prediction.mask(classIndex.getAsInt());
      return classIndex.getAsInt();
    }
    int[] votes = new int[prediction.classes()];
    for (int pixel : mask(prediction).indices()) {
      votes[prediction.classAt(pixel)]++;
    }
    int best = 0;
    for (int k = 1; k < votes.length; k++) {
      best = votes[k] > votes[best] ? k : best;
    }
    return best;
  }

  @Override
  public Mask mask(Prediction prediction) {
    if (!Arrays.equals(region.extents(), prediction.extents())) {
      throw new InputException(
          Text.format(
              "the region has extents %s, the network's output %s; give a region of that size",
              Arrays.toString(region.extents()), Arrays.toString(prediction.extents())));
    }
    if (region.isEmpty()) {
      throw new InputException("the region '" + name + "' holds no pixel of the image");
    }
    return region;
  }

  @Override
  public String describe(Prediction prediction) {
    return name + ", class " + prediction.describe(channel(prediction));
  }
}
