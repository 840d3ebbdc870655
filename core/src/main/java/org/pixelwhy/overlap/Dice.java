package org.pixelwhy.overlap;

import java.util.List;
import org.pixelwhy.image.Mask;

/**
 * The Sørensen-Dice coefficient of two masks: {@code 2 |A and B| / (|A| + |B|)}, from 0 to 1.
 *
 * <p>Two empty masks agree: 1. One empty mask: 0.
 *
 * <p>Dice: Measures of the Amount of Ecologic Association Between Species, Ecology 26, 1945.
 */
public final class Dice {
  private Dice() {}

  /**
   * The coefficient of two masks.
   *
   * @throws org.pixelwhy.tensor.InputException if their extents differ
   */
  public static double of(Mask a, Mask b) {
    return OverlapCounts.of(a, b).dice();
  }

  /**
   * The mean over classes (MDice): masks of the same class have the same place in both lists.
   *
   * @throws org.pixelwhy.tensor.InputException if there are no classes, or not the same number
   */
  public static double mean(List<Mask> a, List<Mask> b) {
    return ClassMean.of(a, b, Dice::of);
  }
}
