package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.pixelwhy.image.Grid;
import org.pixelwhy.render.ShortNumber;
import org.pixelwhy.report.view.Fact;
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
      // Of a map of one sign there is nothing to say.
      if (positive > 0 && positive < 1) {
        facts.add(new Fact("Positive share of the sum of magnitudes", share(positive)));
        facts.add(new Fact("Negative share", share(1 - positive)));
      }
    }
    OptionalInt strongest = MapStatistics.strongest(grid);
    if (strongest.isPresent()) {
      int row = strongest.getAsInt() / grid.width();
      int column = strongest.getAsInt() % grid.width();
      facts.add(new Fact("Strongest at (from 0)", Text.format("x=%d y=%d", column, row)));
    }
    facts.add(new Fact("Rows and columns", grid.height() + " x " + grid.width()));
    if (numbers.notFinite() > 0) {
      facts.add(new Fact("Values not finite", Integer.toString(numbers.notFinite())));
    }
    return facts;
  }

  private static String share(double part) {
    return ShortNumber.format(100 * part) + " %";
  }
}
