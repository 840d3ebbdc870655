package org.pixelwhy.attribution.parts;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.Tensor;

/**
 * Superpixels by simple linear iterative clustering, of pictures and volumes.
 *
 * <p>Centres start on a grid of step S; each pixel goes to the centre that is nearest by {@code d^2
 * = dv^2 + (m ds / S)^2} among those within 2 S, with dv the distance of values and ds that of
 * places; centres move to the means of their pixels; ten times. Then what is not connected becomes
 * parts of its own, and scraps smaller than a quarter of {@code S^rank} go to a neighbour.
 *
 * <p>Deviations: values are the network's input, each channel divided by its standard deviation,
 * rather than CIELAB; centres start in the middle of their cells and are not moved to the least
 * gradient.
 *
 * <p>Achanta et al.: SLIC Superpixels Compared to State-of-the-Art Superpixel Methods, IEEE TPAMI
 * 2012.
 */
final class Slic {
  private static final int ROUNDS = 10;
  private static final int UNSEEN = -1;

  private final int[] extents;
  private final int area;
  private final int channels;
  private final float[] values;
  private final Mask inside;

  Slic(Tensor image, Mask inside) {
    this.extents = inside.extents();
    this.area = inside.size();
    this.channels = Math.toIntExact(image.shape().dim(1));
    this.inside = inside;
    this.values = scaled(image.toFloats());
  }

  private float[] scaled(float[] all) {
    for (int offset = 0; offset < all.length; offset += area) {
      double sum = 0;
      double squares = 0;
      for (int i : inside.indices()) {
        sum += all[offset + i];
        squares += (double) all[offset + i] * all[offset + i];
      }
      double mean = sum / inside.count();
      double deviation = Math.sqrt(Math.max(0, squares / inside.count() - mean * mean));
      for (int i = offset; deviation > 0 && i < offset + area; i++) {
        all[i] = (float) ((all[i] - mean) / deviation);
      }
    }
    return all;
  }

  /** A label for every pixel, of about so many; pixels of the padding have one that means none. */
  int[] labels(int count, double compactness) {
    int rank = extents.length;
    double step = Math.max(1, Math.pow((double) area / count, 1.0 / rank));
    int[] cells = new int[rank];
    Arrays.setAll(cells, axis -> (int) Math.max(1, Math.round(extents[axis] / step)));
    int number = Arrays.stream(cells).reduce(1, Math::multiplyExact);
    // A centre is a place and then values.
    double[][] centres = new double[number][];
    Arrays.setAll(centres, k -> start(k, cells));
    int[] labels = new int[area];
    for (int round = 0; round < ROUNDS; round++) {
      labels = assign(centres, step, compactness / step);
      move(centres, labels);
    }
    return connected(labels, Math.pow(step, rank) / 4);
  }

  private double[] start(int number, int[] cells) {
    double[] centre = new double[extents.length + channels];
    int rest = number;
    int pixel = 0;
    int scale = 1;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      centre[axis] = (rest % cells[axis] + 0.5) * extents[axis] / cells[axis] - 0.5;
      pixel += (int) Math.round(Math.max(0, centre[axis])) * scale;
      rest /= cells[axis];
      scale *= extents[axis];
    }
    for (int c = 0; c < channels; c++) {
      centre[extents.length + c] = values[c * area + pixel];
    }
    return centre;
  }

  private int[] assign(double[][] centres, double step, double weight) {
    int[] labels = new int[area];
    double[] nearest = new double[area];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int k = 0; k < centres.length; k++) {
      for (int pixel : around(centres[k], 2 * step)) {
        double distance = distance(pixel, centres[k], weight);
        if (distance < nearest[pixel]) {
          nearest[pixel] = distance;
          labels[pixel] = k;
        }
      }
    }
    return labels;
  }

  private double distance(int pixel, double[] centre, double weight) {
    double places = 0;
    int rest = pixel;
    for (int axis = extents.length - 1; axis >= 0; axis--) {
      double d = rest % extents[axis] - centre[axis];
      places += d * d;
      rest /= extents[axis];
    }
    double distance = weight * weight * places;
    for (int c = 0; c < channels; c++) {
      double d = values[c * area + pixel] - centre[extents.length + c];
      distance += d * d;
    }
    return distance;
  }

  /** The pixels in a box around a place. */
  private int[] around(double[] centre, double reach) {
    int[] pixels = {0};
    for (int axis = 0; axis < extents.length; axis++) {
      int first = (int) Math.max(0, Math.ceil(centre[axis] - reach));
      int last = (int) Math.min(extents[axis] - 1, Math.floor(centre[axis] + reach));
      int[] more = new int[pixels.length * Math.max(0, last - first + 1)];
      for (int i = 0; i < more.length; i++) {
        int width = last - first + 1;
        more[i] = pixels[i / width] * extents[axis] + first + i % width;
      }
      pixels = more;
    }
    return pixels;
  }

  private void move(double[][] centres, int[] labels) {
    double[][] sums = new double[centres.length][extents.length + channels];
    int[] counts = new int[centres.length];
    for (int pixel : inside.indices()) {
      double[] sum = sums[labels[pixel]];
      counts[labels[pixel]]++;
      int rest = pixel;
      for (int axis = extents.length - 1; axis >= 0; axis--) {
        sum[axis] += rest % extents[axis];
        rest /= extents[axis];
      }
      for (int c = 0; c < channels; c++) {
        sum[extents.length + c] += values[c * area + pixel];
      }
    }
    for (int k = 0; k < centres.length; k++) {
      for (int i = 0; counts[k] > 0 && i < sums[k].length; i++) {
        centres[k][i] = sums[k][i] / counts[k];
      }
    }
  }

  /** Labels of connected regions, of which none is a scrap unless it has no neighbour. */
  private int[] connected(int[] labels, double least) {
    int[] regions = new int[area];
    Arrays.fill(regions, UNSEEN);
    int next = 0;
    for (int pixel : inside.indices()) {
      if (regions[pixel] != UNSEEN) {
        continue;
      }
      Deque<Integer> region = new ArrayDeque<>();
      int neighbour = fill(pixel, labels, regions, next, region);
      if (region.size() < least && neighbour != UNSEEN) {
        for (int member : region) {
          regions[member] = neighbour;
        }
      } else {
        next++;
      }
    }
    return regions;
  }

  /** Gives a region its number; says which region that had one before lies beside it, if any. */
  private int fill(int start, int[] labels, int[] regions, int number, Deque<Integer> region) {
    int beside = UNSEEN;
    Deque<Integer> open = new ArrayDeque<>();
    regions[start] = number;
    open.add(start);
    while (!open.isEmpty()) {
      int pixel = open.remove();
      region.add(pixel);
      int scale = 1;
      for (int axis = extents.length - 1; axis >= 0; axis--) {
        int place = pixel / scale % extents[axis];
        for (int move = -1; move <= 1; move += 2) {
          int other = pixel + move * scale;
          if (place + move < 0 || place + move >= extents[axis] || !inside.get(other)) {
            continue;
          }
          if (regions[other] == UNSEEN && labels[other] == labels[start]) {
            regions[other] = number;
            open.add(other);
          } else if (regions[other] != UNSEEN && regions[other] != number) {
            beside = regions[other];
          }
        }
        scale *= extents[axis];
      }
    }
    return beside;
  }
}
