package org.pixelwhy.dream;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.pixelwhy.data.RandomStream;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.card.ChannelOrder;
import org.pixelwhy.model.card.FullRange;
import org.pixelwhy.model.card.ImagePreparation;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.model.card.Scale;
import org.pixelwhy.model.card.Step;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Where dreams take place: pictures of the size and channels that a network takes, with values as
 * they are before the card's preprocessing.
 */
public final class PictureSpace {
  private PictureSpace() {}

  /**
   * An image brought to the network's size, its values as they are; those of a file of another
   * range are brought to 0 to 255 where the card begins there.
   *
   * @param wanted the size, where one is stated
   */
  public static ImagePreparation of(
      ModelCard card, Image image, Optional<ImagePreparation.Size> wanted) {
    return ImagePreparation.of(unscaled(card), image, wanted);
  }

  /** The card with steps that change nothing, but tell that values are to be 0 to 255. */
  private static ModelCard unscaled(ModelCard card) {
    List<Step> steps = card.preprocessing();
    if (steps.isEmpty()) {
      return card;
    }
    Step first = steps.get(0) instanceof FullRange ? steps.get(0) : new Scale(1, 0);
    return card.withPreprocessing(List.of(first));
  }

  /** A picture of one value. */
  public static Tensor constant(Shape shape, double value) {
    float[] values = new float[Math.toIntExact(shape.size())];
    Arrays.fill(values, (float) value);
    return Tensor.of(values, shape.dims());
  }

  /** Gaussian white noise that follows from the seed alone. */
  public static Tensor noise(Shape shape, double mean, double deviation, long seed) {
    return noised(constant(shape, mean), deviation, seed);
  }

  /** A picture under white noise. */
  public static Tensor noised(Tensor picture, double deviation, long seed) {
    float[] values = picture.toFloats();
    Random random = RandomStream.of(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (deviation * random.nextGaussian());
    }
    return Tensor.of(values, picture.shape().dims());
  }

  /**
   * The mean of a picture's channels.
   *
   * @param values of all channels, one after the other
   * @param channels how many there are
   */
  public static float[] grey(float[] values, int channels) {
    if (channels == 1) {
      return values.clone();
    }
    float[] grey = new float[values.length / channels];
    for (int i = 0; i < grey.length; i++) {
      double sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        sum += values[channel * grey.length + i];
      }
      grey[i] = (float) (sum / channels);
    }
    return grey;
  }

  /** The channels in the order in which pictures have them. */
  public static float[] coloured(ModelCard card, float[] values) {
    if (!card.channels().equals(ChannelOrder.BGR)) {
      return values.clone();
    }
    float[] turned = new float[values.length];
    int area = values.length / 3;
    for (int channel = 0; channel < 3; channel++) {
      System.arraycopy(values, channel * area, turned, (2 - channel) * area, area);
    }
    return turned;
  }

  /** Which values of a picture belong to the image; the others are padding, which stays. */
  static boolean[] inside(Geometry geometry, Shape picture) {
    int[] extents = {(int) picture.dim(2), (int) picture.dim(3)};
    Mask part = geometry.inside(extents);
    boolean[] inside = new boolean[part.size()];
    for (int i = 0; i < inside.length; i++) {
      inside[i] = part.get(i);
    }
    return inside;
  }
}
