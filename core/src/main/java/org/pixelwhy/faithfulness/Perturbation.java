package org.pixelwhy.faithfulness;

import java.util.List;
import java.util.Random;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/** Where the perturbations I of an image x come from. */
public sealed interface Perturbation {
  /**
   * One perturbation, in C order of the image.
   *
   * @param image {@code [1,C,H,W]}
   * @param index number of the sample, from 0
   */
  float[] draw(Tensor image, int index, Random random);

  /**
   * {@code I ~ N(0, sigma^2)}, independent in every element.
   *
   * @param sigma in units of the preprocessed input, above 0
   */
  record Gaussian(double sigma) implements Perturbation {
    public Gaussian {
      if (!(sigma > 0) || Double.isInfinite(sigma)) {
        throw new InputException("illegal sigma " + sigma + ", must be above 0");
      }
    }

    @Override
    public float[] draw(Tensor image, int index, Random random) {
      float[] values = new float[image.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (sigma * random.nextGaussian());
      }
      return values;
    }
  }

  /**
   * {@code I ~ U(-radius, radius)}, independent in every element.
   *
   * @param radius in units of the preprocessed input, above 0
   */
  record Uniform(double radius) implements Perturbation {
    public Uniform {
      if (!(radius > 0) || Double.isInfinite(radius)) {
        throw new InputException("illegal radius " + radius + ", must be above 0");
      }
    }

    @Override
    public float[] draw(Tensor image, int index, Random random) {
      float[] values = new float[image.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (radius * (2 * random.nextDouble() - 1));
      }
      return values;
    }
  }

  /**
   * Removes a square (of a volume, a cube) at a random place: I is x there and 0 elsewhere, so that
   * {@code x - I} is 0 there.
   *
   * @param side in pixels, at least 1; cut off at the image's size
   */
  record SquareRemoval(int side) implements Perturbation {
    public SquareRemoval {
      if (side < 1) {
        throw new InputException(
            Text.format("illegal side %d of a square, must be at least 1", side));
      }
    }

    @Override
    public float[] draw(Tensor image, int index, Random random) {
      Shape shape = image.shape();
      int[] first = new int[shape.rank()];
      for (int axis = 2; axis < shape.rank(); axis++) {
        first[axis] = random.nextInt((int) Math.max(1, shape.dim(axis) - side + 1));
      }
      float[] values = image.toFloats();
      for (int i = 0; i < values.length; i++) {
        values[i] = contains(shape, first, i) ? values[i] : 0;
      }
      return values;
    }

    private boolean contains(Shape shape, int[] first, int element) {
      int rest = element;
      for (int axis = shape.rank() - 1; axis >= 2; axis--) {
        int position = (int) (rest % shape.dim(axis));
        if (position < first[axis] || position >= first[axis] + side) {
          return false;
        }
        rest /= (int) shape.dim(axis);
      }
      return true;
    }
  }

  /** Perturbations that the caller brings, each of the image's size. */
  record Given(List<Tensor> tensors) implements Perturbation {
    public Given {
      tensors = List.copyOf(tensors);
    }

    @Override
    public float[] draw(Tensor image, int index, Random random) {
      if (index >= tensors.size() || tensors.get(index).size() != image.size()) {
        throw new InputException(
            Text.format(
                "perturbation %d of %d does not fit an image %s",
                index, tensors.size(), image.shape()));
      }
      return tensors.get(index).toFloats();
    }
  }
}
