package org.pixelwhy.study.output;

import java.util.OptionalInt;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Channels;
import org.pixelwhy.image.Grid;

/**
 * What the values of a map come to: those of the map itself, in its own resolution and with all its
 * channels, not of the picture that is drawn of it. Values that are not finite are counted and left
 * out.
 *
 * @param min the least value; NaN where none is finite
 * @param max the greatest value
 * @param mean of the values
 * @param positive the sum of what is above 0; where channels are summed, of the positions' sums
 * @param negative the size of the sum of what is below 0, likewise
 * @param notFinite how many values are left out
 */
public record MapStatistics(
    double min, double max, double mean, double positive, double negative, int notFinite) {
  /** The statistics of a map. */
  public static MapStatistics of(Attribution map) {
    double min = Double.NaN;
    double max = Double.NaN;
    double sum = 0;
    int finite = 0;
    float[] values = map.values().toFloats();
    for (float value : values) {
      if (Float.isFinite(value)) {
        min = finite == 0 ? value : Math.min(min, value);
        max = finite == 0 ? value : Math.max(max, value);
        sum += value;
        finite++;
      }
    }
    double positive = 0;
    double negative = 0;
    boolean sums = map.channels() == Channels.SUM;
    for (float value : sums ? map.positions().toFloats() : values) {
      if (Float.isFinite(value)) {
        positive += Math.max(0, value);
        negative += Math.max(0, -value);
      }
    }
    return new MapStatistics(min, max, sum / finite, positive, negative, values.length - finite);
  }

  /** The position of the greatest magnitude above 0; empty where there is none. */
  public static OptionalInt strongest(Grid grid) {
    int strongest = -1;
    float greatest = 0;
    for (int i = 0; i < grid.values().length; i++) {
      float magnitude = Math.abs(grid.values()[i]);
      if (Float.isFinite(magnitude) && magnitude > greatest) {
        strongest = i;
        greatest = magnitude;
      }
    }
    return strongest < 0 ? OptionalInt.empty() : OptionalInt.of(strongest);
  }

  /** Which part of the sum of magnitudes is above 0; NaN for a blank map. */
  public double positiveShare() {
    return positive / (positive + negative);
  }
}
