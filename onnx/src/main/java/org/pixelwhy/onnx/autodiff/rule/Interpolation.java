package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.graph.Node;

/**
 * The weights {@code R[out,in]} of a Resize node along one axis: {@code y = R x}. Resize in any
 * mode is linear in x, and one such map per axis.
 */
final class Interpolation {
  /** How far from the middle of two elements ONNX Runtime still takes a position for halfway. */
  private static final double HALFWAY = 1e-6;

  private final Node node;
  private final ResizedAxis axis;
  private final Coordinates coordinates;
  private final float[] weights;

  private Interpolation(Node node, ResizedAxis axis) {
    this.node = node;
    this.axis = axis;
    this.coordinates = Coordinates.of(node);
    this.weights = new float[Math.multiplyExact(axis.in(), axis.out())];
  }

  /** R as an array of out times in elements, row by row. */
  static float[] weights(Node node, ResizedAxis axis) {
    return new Interpolation(node, axis).compute();
  }

  /** Whether the mode is nearest, so that every row has one element, which is 1. */
  static boolean isNearest(Node node) {
    return node.stringAttribute("mode", "nearest").equals("nearest");
  }

  /** The element that position {@code i} of the output reads in mode nearest. */
  static int nearest(Node node, ResizedAxis axis, int i) {
    float position = Coordinates.of(node).position(i, axis);
    if (axis.scale() == 1) {
      return i;
    }
    double floor = Math.floor(position);
    double fraction = position - floor;
    boolean halfway = Math.abs(fraction - 0.5) <= HALFWAY;
    boolean upper =
        switch (node.stringAttribute("nearest_mode", "round_prefer_floor")) {
          case "floor" -> false;
          case "ceil" -> fraction > 0;
          case "round_prefer_ceil" -> halfway || fraction > 0.5;
          default -> !halfway && fraction > 0.5;
        };
    double whole = upper ? floor + 1 : floor;
    return (int) Math.max(0, Math.min(whole, axis.in() - 1));
  }

  private float[] compute() {
    boolean antialias = node.intAttribute("antialias", 0) != 0 && !isNearest(node);
    AntialiasFilter filter = antialias ? new AntialiasFilter(node, axis) : null;
    for (int i = 0; i < axis.out(); i++) {
      float position = coordinates.position(i, axis);
      if (isExtrapolated(position)) {
        continue;
      }
      if (filter != null && axis.in() == axis.out()) {
        // Along an axis that keeps its extent the kernel copies, whatever the scale.
        add(i, i, 1);
      } else if (filter != null) {
        filter.addRow(position, weights, i * axis.in());
      } else if (isNearest(node)) {
        add(i, nearest(node, axis, i), 1);
      } else if (node.stringAttribute("mode", "").equals("linear")) {
        addLinear(i, position);
      } else {
        addCubic(i, position);
      }
    }
    return weights;
  }

  /** Outside the region of interest stands a constant, which has no gradient. */
  private boolean isExtrapolated(float position) {
    return coordinates == Coordinates.TF_CROP_AND_RESIZE
        && axis.scale() != 1
        && (position < 0 || position > axis.in() - 1);
  }

  private void add(int row, int column, float weight) {
    int inside = Math.max(0, Math.min(column, axis.in() - 1));
    weights[row * axis.in() + inside] += weight;
  }

  private void addLinear(int row, float position) {
    float inside = Math.max(0, Math.min(position, axis.in() - 1));
    int left = (int) inside;
    add(row, left, 1 - (inside - left));
    add(row, left + 1, inside - left);
  }

  private void addCubic(int row, float position) {
    float a = node.floatAttribute("cubic_coeff_a", -0.75f);
    boolean excludeOutside = node.intAttribute("exclude_outside", 0) != 0;
    int left = (int) Math.floor(position);
    float[] taps = new float[4];
    float sum = 0;
    for (int k = 0; k < 4; k++) {
      int column = left - 1 + k;
      boolean outside = column < 0 || column >= axis.in();
      taps[k] = excludeOutside && outside ? 0 : cubic(position - column, a);
      sum += taps[k];
    }
    for (int k = 0; k < 4; k++) {
      add(row, left - 1 + k, excludeOutside ? taps[k] / sum : taps[k]);
    }
  }

  /** The cubic convolution kernel (Keys 1981) with its parameter a. */
  static float cubic(float distance, float a) {
    float x = Math.abs(distance);
    if (x < 1) {
      return ((a + 2) * x - (a + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
  }
}
