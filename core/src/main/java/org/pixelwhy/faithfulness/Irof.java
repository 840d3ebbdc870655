package org.pixelwhy.faithfulness;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.parts.Division;
import org.pixelwhy.attribution.parts.Parts;
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
  private final Division division;

  /**
   * @param division into superpixels, or other parts of pixels
   */
  public Irof(Division division) {
    this.division = Objects.requireNonNull(division, "division");
  }

  /** About 50 superpixels. */
  public static Division defaults() {
    return new Division.Superpixels(50);
  }

  /**
   * Target and mask while 0, 1 ... all superpixels are taken away.
   *
   * @throws InputException if the map does not fit the input
   */
  public DeletionInsertion.Curve curve(Evaluation at, Question question, Attribution map) {
    Parts parts = division.of(at.image(), at.geometry());
    int[] place = places(parts, Importance.MAP.values(map, at.image()).toFloats());
    Tensor mean = mean(at.image(), parts);
    return DeletionInsertion.measured(
        at, question, parts.count(), k -> parts.shown(at.image(), mean, part -> place[part] >= k));
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
  private static int[] places(Parts parts, float[] importance) {
    double[] sums = new double[parts.count()];
    int[] counts = new int[parts.count()];
    for (int i = 0; i < importance.length; i++) {
      int part = parts.of()[i];
      if (part != Parts.NONE) {
        sums[part] += importance[i];
        counts[part]++;
      }
    }
    int[] order =
        IntStream.range(0, sums.length)
            .boxed()
            .sorted(Comparator.comparingDouble(part -> -sums[part] / counts[part]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] places = new int[order.length];
    for (int k = 0; k < order.length; k++) {
      places[order[k]] = k;
    }
    return places;
  }

  /** Each channel's mean over the image, without padding. */
  private static Tensor mean(Tensor image, Parts parts) {
    float[] values = image.toFloats();
    int area = values.length / Math.toIntExact(image.shape().dim(1));
    for (int start = 0; start < values.length; start += area) {
      double sum = 0;
      int count = 0;
      for (int i = start; i < start + area; i++) {
        boolean inside = parts.of()[i] != Parts.NONE;
        sum += inside ? values[i] : 0;
        count += inside ? 1 : 0;
      }
      Arrays.fill(values, start, start + area, (float) (sum / count));
    }
    return Tensor.of(values, image.shape().dims());
  }
}
