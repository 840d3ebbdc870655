package org.pixelwhy.faithfulness;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How well a map and a mask agree; 1 is best of each, and 0 worst. Pixels are ranked by their value
 * with its sign, as the map is drawn; only the image counts, not its padding. Where values are
 * equal, each number is its expected value over all orders of these. Costs no pass.
 *
 * <ul>
 *   <li>Relevance mass and rank accuracy: Arras, Osman, Samek: CLEVR-XAI, Information Fusion 81,
 *       2022. Mass counts positive values, as there.
 *   <li>Area under the ROC curve of the map as a detector of the mask: Fawcett, Pattern Recognition
 *       Letters 27, 2006.
 *   <li>Pointing game: Zhang et al.: Top-down Neural Attention by Excitation Backprop, IJCV 126,
 *       2018.
 * </ul>
 *
 * @param mass share of the sum of all positive values that lies in the mask; NaN where none is
 *     positive
 * @param rank share of the n greatest values that lies in the mask of n pixels
 * @param auc probability that a pixel of the mask has a greater value than one outside
 * @param pointing whether the greatest value lies in the mask: the share of the greatest that do
 */
public record Localisation(double mass, double rank, double auc, double pointing) {
  /**
   * The agreement of a map of the image with a mask of it.
   *
   * @param mask in the geometry of the network's output
   * @throws InputException if the mask has all pixels or none: every map agrees with it equally
   */
  public static Localisation of(Evaluation at, Attribution map, Mask mask) {
    return of(positions(at, map), TargetSegment.atInput(at, mask));
  }

  /** One value for each position of the image in the input, in C order. */
  static double[] positions(Evaluation at, Attribution map) {
    return ImagePart.of(at).cut(Importance.MAP.values(map, at.image())).toDoubles();
  }

  static Localisation of(double[] map, boolean[] mask) {
    int members = count(mask);
    if (members == 0 || members == mask.length) {
      throw new InputException(
          Text.format(
              "the mask has %s of the image, so that no map lies better on it than another",
              members == 0 ? "no pixel" : "every pixel"));
    }
    double[] order = map.clone();
    Arrays.sort(order);
    double threshold = order[order.length - members];
    double top = order[order.length - 1];
    return new Localisation(
        mass(map, mask),
        (inside(map, mask, threshold)
                + (members - above(map, threshold)) * tied(map, mask, threshold))
            / members,
        auc(map, mask),
        tied(map, mask, top));
  }

  private static int count(boolean[] mask) {
    return (int) IntStream.range(0, mask.length).filter(i -> mask[i]).count();
  }

  static double mass(double[] map, boolean[] mask) {
    double inside = 0;
    double all = 0;
    for (int i = 0; i < map.length; i++) {
      double positive = Math.max(0, map[i]);
      all += positive;
      inside += mask[i] ? positive : 0;
    }
    return all > 0 ? inside / all : Double.NaN;
  }

  private static double above(double[] map, double threshold) {
    return Arrays.stream(map).filter(value -> value > threshold).count();
  }

  private static double inside(double[] map, boolean[] mask, double threshold) {
    return IntStream.range(0, map.length).filter(i -> mask[i] && map[i] > threshold).count();
  }

  /** The share of the pixels with a value that lies in the mask. */
  private static double tied(double[] map, boolean[] mask, double value) {
    int[] equal = IntStream.range(0, map.length).filter(i -> map[i] == value).toArray();
    return IntStream.of(equal).filter(i -> mask[i]).count() / (double) equal.length;
  }

  /** From the sum of ranks, equal values sharing the mean of theirs (Mann and Whitney). */
  private static double auc(double[] map, boolean[] mask) {
    int[] order =
        IntStream.range(0, map.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> map[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double ranks = 0;
    for (int first = 0, next; first < order.length; first = next) {
      next = first;
      double members = 0;
      while (next < order.length && map[order[next]] == map[order[first]]) {
        members += mask[order[next]] ? 1 : 0;
        next++;
      }
      ranks += members * (first + 1 + next) / 2.0;
    }
    double inside = count(mask);
    return (ranks - inside * (inside + 1) / 2) / (inside * (map.length - inside));
  }
}
