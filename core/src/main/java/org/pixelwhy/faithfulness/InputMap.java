package org.pixelwhy.faithfulness;

import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.image.Interpolation;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * A map in the geometry of the input: maps of a layer are summed over features and enlarged
 * linearly; what is left without channels counts the same for every channel.
 */
public final class InputMap {
  private InputMap() {}

  /** The map's values for every element of an input, in C order. */
  public static float[] values(Attribution map, Tensor image) {
    Shape input = image.shape();
    Shape shape = map.values().shape();
    if (shape.equals(input)) {
      return map.values().toFloats();
    }
    if (shape.rank() != input.rank() || map.layer().isEmpty() && shape.dim(1) != 1) {
      throw new InputException(
          Text.format("a map of shape %s cannot be scored for an input %s", shape, input));
    }
    Tensor plane = sumOfFeatures(map.values());
    float[] enlarged = Interpolation.LINEAR.resize(plane, input.with(1, 1)).toFloats();
    float[] repeated = new float[image.size()];
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = enlarged[i % enlarged.length];
    }
    return repeated;
  }

  private static Tensor sumOfFeatures(Tensor values) {
    Shape plane = values.shape().with(1, 1);
    float[] all = values.toFloats();
    float[] sum = new float[Math.toIntExact(plane.size())];
    for (int i = 0; i < all.length; i++) {
      sum[i % sum.length] += all[i];
    }
    return Tensor.of(sum, plane.dims());
  }
}
