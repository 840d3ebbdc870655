package org.pixelwhy.report;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;
import org.pixelwhy.report.view.Percent;
import org.pixelwhy.report.view.TargetRegions;
import org.pixelwhy.tensor.Text;

/** What maps say together, in sentences that are computed from them. */
final class MapSentences {
  /** Places this near are the same, as a part of the image's longer side. */
  private static final double NEAR = 0.08;

  /** Less against the target is not worth a sentence. */
  private static final double LITTLE = 0.01;

  private final List<Entry> maps;
  private final TargetRegions regions;
  private final int width;
  private final int height;

  /**
   * A map in the image's own geometry.
   *
   * @param title what it is called
   * @param signed whether values below 0 speak against the target
   */
  record Entry(String title, Grid grid, boolean signed) {}

  private MapSentences(List<Entry> maps, TargetRegions regions, int height, int width) {
    this.maps = maps;
    this.regions = regions;
    this.height = height;
    this.width = width;
  }

  /** The sentences; blank maps are left out. */
  static List<String> of(Mask target, TargetRegions regions, List<Entry> all) {
    List<Entry> maps = all.stream().filter(map -> strongest(map.grid(), i -> true) >= 0).toList();
    List<String> sentences = new ArrayList<>();
    if (!maps.isEmpty()) {
      MapSentences says = new MapSentences(maps, regions, target.height(), target.width());
      sentences.add(says.share("On the target's border", TargetRegions.BORDER));
      sentences.add(says.share("Outside of the target", TargetRegions.OUTSIDE) + says.agreement());
      String against = says.against();
      if (!against.isEmpty()) {
        sentences.add(against);
      }
    }
    return sentences;
  }

  private String share(String place, int region) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (Entry map : maps) {
      double share = regions.of(map.grid()).of(region);
      least = Math.min(least, share);
      most = Math.max(most, share);
    }
    String area = Percent.of(regions.area().of(region));
    String shares =
        Percent.of(least).equals(Percent.of(most))
            ? Percent.of(most)
            : Percent.of(least) + " to " + Percent.of(most);
    String which = maps.size() == 1 ? "the map" : "each map";
    return Text.format("%s, %s of the area, lie %s of %s.", place, area, shares, which);
  }

  /** The two maps of different titles that are strongest outside at the same place, if any are. */
  private String agreement() {
    int[] places =
        maps.stream()
            .mapToInt(map -> strongest(map.grid(), i -> regions.at(i) == TargetRegions.OUTSIDE))
            .toArray();
    for (int i = 0; i < places.length; i++) {
      for (int j = i + 1; j < places.length; j++) {
        if (places[i] >= 0 && places[j] >= 0 && near(places[i], places[j])) {
          return Text.format(
              " %s and %s are strongest there at the same place, x %d, y %d.",
              maps.get(i).title(), maps.get(j).title(), places[j] % width, places[j] / width);
        }
      }
    }
    return "";
  }

  private boolean near(int one, int other) {
    double across = one % width - other % width;
    double down = one / width - other / width;
    return Math.hypot(across, down) < NEAR * Math.max(height, width);
  }

  private String against() {
    List<String> shares = new ArrayList<>();
    double[] place = new double[3];
    for (Entry map : maps) {
      double[] sums = map.signed() ? negative(map.grid()) : new double[4];
      double share = sums[0] / sums[3];
      if (share >= LITTLE) {
        shares.add(Percent.of(share) + " of " + map.title());
        place[0] += share;
        place[1] += share * sums[1] / sums[0];
        place[2] += share * sums[2] / sums[0];
      }
    }
    if (shares.isEmpty()) {
      return "";
    }
    String where = place(place[1] / place[0] / width, place[2] / place[0] / height);
    return Text.format(
        "Values against the target: %s, around the %s.", String.join(", ", shares), where);
  }

  /** The sum below 0, its moments across and down, and the sum of all magnitudes. */
  private double[] negative(Grid grid) {
    double[] sums = new double[4];
    for (int i = 0; i < grid.values().length; i++) {
      double value = grid.values()[i];
      if (Double.isFinite(value)) {
        double below = Math.max(0, -value);
        sums[0] += below;
        sums[1] += below * (i % width + 0.5);
        sums[2] += below * (i / width + 0.5);
        sums[3] += Math.abs(value);
      }
    }
    return sums;
  }

  /** Which ninth of the image, in words. */
  private static String place(double across, double down) {
    String row = down < 1 / 3.0 ? "upper" : down > 2 / 3.0 ? "lower" : "";
    String column = across < 1 / 3.0 ? "left" : across > 2 / 3.0 ? "right" : "";
    if (row.isEmpty() && column.isEmpty()) {
      return "middle of the image";
    }
    String both = (row + " " + (column.isEmpty() ? "middle" : column)).strip();
    return both + " of the image";
  }

  /** The place of the greatest magnitude among those that count; -1 where all are 0. */
  private static int strongest(Grid grid, java.util.function.IntPredicate counts) {
    int strongest = -1;
    float greatest = 0;
    for (int i = 0; i < grid.values().length; i++) {
      float magnitude = Math.abs(grid.values()[i]);
      if (Float.isFinite(magnitude) && magnitude > greatest && counts.test(i)) {
        strongest = i;
        greatest = magnitude;
      }
    }
    return strongest;
  }
}
