package org.pixelwhy.onnx.autodiff.rule;

import org.pixelwhy.onnx.graph.Node;

/**
 * Weights of a Resize node with {@code antialias}: the kernel is stretched when an axis shrinks.
 *
 * <p>As in ONNX Runtime, weights beyond the border go to the border element, or with {@code
 * exclude_outside} are left out; what remains is divided by the sum of all.
 */
final class AntialiasFilter {
  private final ResizedAxis axis;
  private final boolean cubic;
  private final float a;
  private final boolean excludeOutside;
  private final float support;
  private final float shrink;

  AntialiasFilter(Node node, ResizedAxis axis) {
    this.axis = axis;
    this.cubic = node.stringAttribute("mode", "").equals("cubic");
    this.a = node.floatAttribute("cubic_coeff_a", -0.75f);
    this.excludeOutside = node.intAttribute("exclude_outside", 0) != 0;
    float stretch = Math.max(1, 1 / axis.scale());
    this.support = (cubic ? 2 : 1) * stretch;
    this.shrink = 1 / stretch;
  }

  /** Writes the weights of an output element that is read at a position of the input. */
  void addRow(float position, float[] weights, int row) {
    float center = 0.5f + position;
    int low = (int) Math.floor(center - support + 0.5f);
    int high = (int) Math.floor(center + support + 0.5f);
    float total = 0;
    for (int i = low; i < high; i++) {
      int inside = Math.max(0, Math.min(i, axis.in() - 1));
      if (inside == i || !excludeOutside) {
        float weight = filter((i - center + 0.5f) * shrink);
        weights[row + inside] += weight;
        total += weight;
      }
    }
    for (int i = 0; total != 0 && i < axis.in(); i++) {
      weights[row + i] /= total;
    }
  }

  private float filter(float distance) {
    return cubic ? Interpolation.cubic(distance, a) : Math.max(0, 1 - Math.abs(distance));
  }
}
