package org.pixelwhy.study.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.pixelwhy.statistics.BootstrapInterval;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Adds up, image by image, where the importance of maps lies. */
final class PlacementTally {
  private final List<List<double[]>> maps = new ArrayList<>();
  private final List<double[]> pixels = new ArrayList<>();
  private List<String> regions = List.of();

  PlacementTally(int count) {
    IntStream.range(0, count).forEach(m -> maps.add(new ArrayList<>()));
  }

  /**
   * Counts an image.
   *
   * @param name of the image
   * @throws InputException if it has other regions than those before
   */
  void image(String name, KnownRegions known) {
    if (pixels.isEmpty()) {
      regions = known.names();
    }
    if (!regions.equals(known.names())) {
      throw new InputException(
          Text.format("%s: has the regions %s, others have %s", name, known.names(), regions));
    }
    double[] shares = new double[regions.size()];
    for (int region : known.numbers()) {
      shares[region] += 1.0 / known.numbers().length;
    }
    pixels.add(shares);
  }

  /**
   * Counts a map of an image.
   *
   * @param values at the pixels that belong to the image
   */
  void map(int number, KnownRegions known, float[] values) {
    double[] sums = new double[known.names().size()];
    double all = 0;
    for (int i = 0; i < values.length; i++) {
      double value = Math.max(0, values[i]);
      sums[known.numbers()[i]] += value;
      all += value;
    }
    if (all > 0) {
      for (int region = 0; region < sums.length; region++) {
        sums[region] /= all;
      }
      maps.get(number).add(sums);
    }
  }

  /** What it comes to, of the maps that look at images. */
  Placement placement(List<MapMaker> makers) {
    List<Placement.Row> rows = new ArrayList<>();
    for (int m = 0; m < makers.size(); m++) {
      if (makers.get(m).kind() != MapMaker.Kind.CONTROL) {
        rows.add(row(makers.get(m).name(), maps.get(m)));
      }
    }
    return new Placement(regions, row("share of the pixels", pixels), rows);
  }

  private Placement.Row row(String name, List<double[]> images) {
    List<Placement.Share> shares = new ArrayList<>();
    for (int region = 0; region < regions.size() && !images.isEmpty(); region++) {
      int at = region;
      double[] values = images.stream().mapToDouble(image -> image[at]).toArray();
      double mean = Arrays.stream(values).average().orElseThrow();
      shares.add(new Placement.Share(mean, BootstrapInterval.ofMean(values)));
    }
    return new Placement.Row(name, images.size(), shares);
  }
}
