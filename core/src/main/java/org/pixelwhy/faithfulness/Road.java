package org.pixelwhy.faithfulness;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Remove and debias: deletion, the most important pixels first, in which pixels are not replaced by
 * a baseline but by what their neighbours make likely ({@link LinearImputation}), with a little
 * noise. A constant in their place shows the network the shape of what was removed, and so tells it
 * what the mask should hide. Small areas are better. Costs n + 1 forward passes, in batches, and
 * solves a sparse linear system for each channel of each.
 *
 * <p>Where all pixels of a slice are removed, each channel is its mean. Slices of a volume are
 * filled one by one.
 *
 * <p>Rong et al.: A Consistent and Efficient Evaluation Strategy for Attribution Methods, ICML 2022
 * (ROAD, MoRF). Deviations: the target's value and the mask's Dice rather than the accuracy of
 * classification; the area under the whole curve.
 */
public final class Road {
  /**
   * @param steps number of blocks of pixels, at least 1
   * @param noise standard deviation of what is added to what is filled in, after preprocessing; at
   *     least 0
   * @param seed of the random numbers
   * @param importance how pixels are ranked
   */
  public record Options(int steps, double noise, long seed, Importance importance) {
    public Options {
      Objects.requireNonNull(importance, "importance");
      if (steps < 1) {
        throw new InputException(
            Text.format("illegal number of steps %d, must be at least 1", steps));
      }
      if (!(noise >= 0) || Double.isInfinite(noise)) {
        throw new InputException(Text.format("illegal noise %s, must be at least 0", noise));
      }
    }

    /** 20 blocks, noise of 0.01, ranked by the map as it is drawn. */
    public static Options defaults() {
      return new Options(20, 0.01, 0, Importance.MAP);
    }
  }

  private final Options options;

  public Road(Options options) {
    this.options = options;
  }

  /**
   * Target and mask at the shares 0, 1/n ... 1 of removed pixels.
   *
   * @throws InputException if the map does not fit the input
   */
  public DeletionInsertion.Curve curve(Evaluation at, Question question, Attribution map) {
    ImagePart part = ImagePart.of(at);
    int[] inside = part.inside(at.image().shape()).indices();
    int[] places = new int[Math.toIntExact(at.image().shape().with(1, 1).size())];
    for (int i = 0; i < inside.length; i++) {
      places[inside[i]] = i + 1;
    }
    int[] ranking =
        Arrays.stream(options.importance().ranking(map, at.image()))
            .filter(pixel -> places[pixel] > 0)
            .map(pixel -> places[pixel] - 1)
            .toArray();
    Tensor image = part.cut(at.image());
    Random random = new Random(options.seed());
    return DeletionInsertion.measured(
        at,
        question,
        options.steps(),
        k -> {
          int count = (int) Math.round((double) k * ranking.length / options.steps());
          float[] filled = filled(image, Arrays.copyOf(ranking, count), random);
          return Tensor.of(part.put(filled, at.image()), at.image().shape().dims());
        });
  }

  /** An image {@code [1,C,(D,)H,W]} without some of its pixels, numbered over all slices. */
  private float[] filled(Tensor image, int[] pixels, Random random) {
    Shape shape = image.shape();
    int height = Math.toIntExact(shape.dim(-2));
    int width = Math.toIntExact(shape.dim(-1));
    int area = height * width;
    int channels = Math.toIntExact(shape.dim(1));
    int slices = image.size() / channels / area;
    boolean[][] removed = new boolean[slices][area];
    for (int pixel : pixels) {
      removed[pixel / area][pixel % area] = true;
    }
    float[] values = image.toFloats();
    for (int slice = 0; slice < slices; slice++) {
      LinearImputation imputation = new LinearImputation(height, width, removed[slice]);
      for (int channel = 0; channel < channels; channel++) {
        int start = (channel * slices + slice) * area;
        double[] plane = new double[area];
        Arrays.setAll(plane, i -> values[start + i]);
        imputation.fill(plane);
        for (int i = 0; i < area; i++) {
          if (removed[slice][i]) {
            values[start + i] = (float) (plane[i] + options.noise() * random.nextGaussian());
          }
        }
      }
    }
    return values;
  }
}
