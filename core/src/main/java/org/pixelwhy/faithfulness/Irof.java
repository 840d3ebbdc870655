package org.pixelwhy.faithfulness;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Iterative removal of features: superpixels are taken away, the one with the greatest mean
 * importance first, and get the mean of each channel over the image. The score is the area over the
 * curve of what is left of the target, as a share of its value for the whole image: {@code 1 - mean
 * t_k / t_0}, by trapezia over the share of superpixels. Great is good. Pixels that lie together go
 * together, which a single pixel's removal seldom changes anything by. Costs a forward pass for
 * each superpixel, and one more, in batches.
 *
 * <p>Rieger, Hansen: IROF: A Low Resource Evaluation Metric for Explanation Methods, 2020.
 * Deviations: the target's value in place of the class's score, Dice of the mask as a second
 * quantity, and trapezia from 0 on.
 */
public final class Irof {
  /** What belongs to no part, as padding does. */
  private static final int NONE = -1;

  private final Function<Evaluation, int[]> parts;

  /**
   * @param parts gives the number of the part, such as a superpixel, of each element of an
   *     evaluation's image in C order, from 0; -1 for padding
   */
  public Irof(Function<Evaluation, int[]> parts) {
    this.parts = Objects.requireNonNull(parts, "parts");
  }

  /**
   * Target and mask while 0, 1 ... all superpixels are taken away.
   *
   * @throws InputException if the map does not fit the input
   */
  public DeletionInsertion.Curve curve(Evaluation at, Question question, Attribution map) {
    int[] of = parts.apply(at);
    int count = Arrays.stream(of).max().orElse(NONE) + 1;
    int[] place = places(of, count, Importance.MAP.values(map, at.image()).toFloats());
    float[] mean = mean(at.image(), of);
    return DeletionInsertion.measured(
        at,
        question,
        count,
        k -> without(at.image(), mean, i -> of[i] != NONE && place[of[i]] < k));
  }

  /**
   * The area over the target's curve, as a share of the target's value.
   *
   * @throws InputException if that value is not above 0: nothing could be said to be left of it
   */
  public static double over(DeletionInsertion.Curve curve) {
    double whole = curve.target()[0];
    if (!(whole > 0)) {
      throw new InputException(
          Text.format(
              "the target's value is %.4g, expected one above 0, of which a share can be left; ask"
                  + " for probabilities, or for the quantity dice",
              whole));
    }
    return 1 - curve.targetArea() / whole;
  }

  /** The place of each part in the order in which they go. */
  private static int[] places(int[] of, int count, float[] importance) {
    double[] sums = new double[count];
    int[] sizes = new int[count];
    for (int i = 0; i < importance.length; i++) {
      if (of[i] != NONE) {
        sums[of[i]] += importance[i];
        sizes[of[i]]++;
      }
    }
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble(part -> -sums[part] / sizes[part]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] places = new int[count];
    for (int k = 0; k < count; k++) {
      places[order[k]] = k;
    }
    return places;
  }

  /** Each channel's mean over the image, without padding. */
  private static float[] mean(Tensor image, int[] of) {
    float[] values = image.toFloats();
    float[] means = new float[Math.toIntExact(image.shape().dim(1))];
    int area = values.length / means.length;
    for (int channel = 0; channel < means.length; channel++) {
      double sum = 0;
      int count = 0;
      for (int i = channel * area; i < (channel + 1) * area; i++) {
        sum += of[i] == NONE ? 0 : values[i];
        count += of[i] == NONE ? 0 : 1;
      }
      means[channel] = (float) (sum / count);
    }
    return means;
  }

  private static Tensor without(Tensor image, float[] mean, IntPredicate gone) {
    float[] values = image.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] = gone.test(i) ? mean[i / (values.length / mean.length)] : values[i];
    }
    return Tensor.of(values, image.shape().dims());
  }
}
