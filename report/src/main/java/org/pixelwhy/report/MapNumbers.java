package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.image.Grid;
import org.pixelwhy.render.ShortNumber;
import org.pixelwhy.study.output.MapStatistics;
import org.pixelwhy.tensor.Text;

/** What a map comes to in numbers: those of the map itself, its strongest place in the image. */
final class MapNumbers {
  private MapNumbers() {}

  /**
   * The facts.
   *
   * @param numbers of the map itself
   * @param grid the map in the image's geometry; what is not finite is left out
   */
  static List<Fact> of(MapStatistics numbers, Grid grid) {
    List<Fact> facts = new ArrayList<>();
    if (!Double.isNaN(numbers.mean())) {
      facts.add(new Fact("Minimum", ShortNumber.format(numbers.min())));
      facts.add(new Fact("Maximum", ShortNumber.format(numbers.max())));
      facts.add(new Fact("Mean", ShortNumber.format(numbers.mean())));
      double positive = numbers.positiveShare();
      facts.add(new Fact("Positive share of the sum of magnitudes", share(positive)));
      facts.add(new Fact("Negative share", share(1 - positive)));
    }
    int strongest = strongest(grid);
    if (strongest >= 0) {
      int row = strongest / grid.width();
      int column = strongest % grid.width();
      facts.add(new Fact("Strongest at (from 0)", Text.format("x=%d y=%d", column, row)));
    }
    facts.add(new Fact("Rows and columns", grid.height() + " x " + grid.width()));
    if (numbers.notFinite() > 0) {
      facts.add(new Fact("Values not finite", Integer.toString(numbers.notFinite())));
    }
    return facts;
  }

  /** The place of the greatest magnitude; -1 where there is none. */
  private static int strongest(Grid grid) {
    int strongest = -1;
    float greatest = 0;
    for (int i = 0; i < grid.values().length; i++) {
      float magnitude = Math.abs(grid.values()[i]);
      if (Float.isFinite(magnitude) && magnitude > greatest) {
        strongest = i;
        greatest = magnitude;
      }
    }
    return strongest;
  }

  private static String share(double part) {
    return Double.isNaN(part) ? "none" : ShortNumber.format(100 * part) + " %";
  }
}
