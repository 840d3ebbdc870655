package org.pixelwhy.study;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Channels;
import org.pixelwhy.image.AreaAverage;
import org.pixelwhy.image.Mask;
import org.pixelwhy.study.LayerStudy.Shares;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * The three parts of an image that a segment makes.
 *
 * @param extents of the network's output
 * @param indicators of inside, border and outside: 1 at their pixels, in C order
 */
record SegmentRegions(int[] extents, List<double[]> indicators) {
  static SegmentRegions of(Mask segment) {
    Mask border = segment.border();
    Mask inside = segment.minus(border);
    Mask outside = Mask.full(segment.extents()).minus(segment);
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
    double[] parts = new double[3];
    for (int r = 0; r < parts.length; r++) {
      for (double member : indicators.get(r)) {
        parts[r] += member / indicators.get(r).length;
      }
    }
    return new Shares(parts[0], parts[1], parts[2]);
  }

  /** The parts of what has one sign, of the sum of all magnitudes. */
  Shares shares(Attribution map, int sign) {
    double[] values = strength(map, sign);
    double[] others = strength(map, -sign);
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      total += values[i] + others[i];
    }
    int[] cells = cells(map.values().shape());
    double[] parts = new double[3];
    for (int r = 0; r < parts.length && total > 0; r++) {
      double[] covered = AreaAverage.resize(indicators.get(r), extents, cells);
      for (int i = 0; i < values.length; i++) {
        parts[r] += covered[i] * values[i] / total;
      }
    }
    return new Shares(parts[0], parts[1], parts[2]);
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
