package org.pixelwhy.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Channels;
import org.pixelwhy.image.AreaAverage;
import org.pixelwhy.image.Mask;
import org.pixelwhy.study.LayerStudy.Shares;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * The three parts of an image that a segment makes; padding is in none of them.
 *
 * @param extents of the network's output
 * @param indicators of inside, border and outside: 1 at their pixels, in C order
 */
record SegmentRegions(int[] extents, List<double[]> indicators) {
  /**
   * @param image all pixels of the output that belong to the image
   */
  static SegmentRegions of(Mask segment, Mask image) {
    Mask border = segment.border(image);
    Mask inside = segment.minus(border);
    Mask outside = image.minus(segment);
    List<double[]> indicators = new ArrayList<>();
    for (Mask mask : List.of(inside, border, outside)) {
      double[] indicator = new double[mask.size()];
      for (int pixel : mask.indices()) {
        indicator[pixel] = 1;
      }
      indicators.add(indicator);
    }
    return new SegmentRegions(segment.extents(), indicators);
  }

  Shares area() {
    double[] counts =
        indicators.stream().mapToDouble(region -> Arrays.stream(region).sum()).toArray();
    double all = Arrays.stream(counts).sum();
    return new Shares(counts[0] / all, counts[1] / all, counts[2] / all);
  }

  /** The parts of what has one sign, of the sum of all magnitudes in the image. */
  Shares shares(Attribution map, int sign) {
    double[] values = strength(map, sign);
    double[] others = strength(map, -sign);
    int[] cells = cells(map.values().shape());
    double total = 0;
    double[] parts = new double[3];
    for (int r = 0; r < parts.length; r++) {
      double[] covered = AreaAverage.resize(indicators.get(r), extents, cells);
      for (int i = 0; i < values.length; i++) {
        parts[r] += covered[i] * values[i];
        total += covered[i] * (values[i] + others[i]);
      }
    }
    double all = total > 0 ? total : 1;
    return new Shares(parts[0] / all, parts[1] / all, parts[2] / all);
  }

  private static int[] cells(Shape shape) {
    int[] cells = new int[shape.rank() - 2];
    for (int axis = 0; axis < cells.length; axis++) {
      cells[axis] = (int) shape.dim(axis + 2);
    }
    return cells;
  }

  /** The magnitudes of one sign at each position. */
  private static double[] strength(Attribution map, int sign) {
    Tensor values = map.values();
    int channels = (int) values.shape().dim(1);
    float[] all = values.toFloats();
    double[] strength = new double[all.length / channels];
    boolean sums = map.channels() == Channels.SUM;
    for (int i = 0; i < all.length; i++) {
      double value = sign * (double) all[i];
      strength[i % strength.length] += sums ? value : Math.max(0, value);
    }
    for (int i = 0; i < strength.length; i++) {
      strength[i] = Math.max(0, strength[i]);
    }
    return strength;
  }
}
