package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.image.Grid;
import org.pixelwhy.render.ShortNumber;
import org.pixelwhy.tensor.Text;

/** What a map comes to in numbers; values that are not finite are counted and left out. */
final class MapNumbers {
  private MapNumbers() {}

  static List<Fact> of(Grid grid) {
    double positive = 0;
    double negative = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    int strongest = -1;
    int notFinite = 0;
    for (int i = 0; i < grid.values().length; i++) {
      float value = grid.values()[i];
      if (!Float.isFinite(value)) {
        notFinite++;
        continue;
      }
      positive += Math.max(0, value);
      negative += Math.max(0, -value);
      min = Math.min(min, value);
      max = Math.max(max, value);
      if (strongest < 0 || Math.abs(value) > Math.abs(grid.values()[strongest])) {
        strongest = i;
      }
    }
    List<Fact> facts = new ArrayList<>();
    if (strongest >= 0) {
      facts.add(new Fact("Minimum", ShortNumber.format(min)));
      facts.add(new Fact("Maximum", ShortNumber.format(max)));
      facts.add(new Fact("Positive share of the sum of magnitudes", share(positive, negative)));
      facts.add(new Fact("Negative share", share(negative, positive)));
    }
    if (positive + negative > 0) {
      int row = strongest / grid.width();
      int column = strongest % grid.width();
      facts.add(new Fact("Strongest at (from 0)", Text.format("row %d, column %d", row, column)));
    }
    facts.add(new Fact("Rows and columns", grid.height() + " x " + grid.width()));
    if (notFinite > 0) {
      facts.add(new Fact("Values not finite", Integer.toString(notFinite)));
    }
    return facts;
  }

  private static String share(double part, double rest) {
    return part + rest == 0 ? "none" : ShortNumber.format(100 * (part / (part + rest))) + " %";
  }
}
