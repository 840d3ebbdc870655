package org.pixelwhy.onnx.autodiff.rule;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pixelwhy.onnx.autodiff.Samples;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/**
 * A random Resize node of those that ONNX Runtime has kernels for, and an input for it.
 *
 * @param attributes the node's attributes
 * @param input x
 * @param roi the region of interest, for the resized axes
 * @param scales for the resized axes
 * @param sizes other extents than the scales give, for the same axes
 */
record RandomResize(
    Map<String, Object> attributes, Tensor input, Tensor roi, Tensor scales, Tensor sizes) {
  private static final List<String> TRANSFORMATIONS =
      List.of(
          "half_pixel",
          "half_pixel_symmetric",
          "pytorch_half_pixel",
          "align_corners",
          "asymmetric",
          "tf_half_pixel_for_nn",
          "tf_crop_and_resize");

  /** Rank and then axes, as the kernels of these modes allow. */
  private static final Map<String, List<long[]>> LAYOUTS =
      Map.of(
          "nearest",
          List.of(
              new long[] {1, 0},
              new long[] {2, 1},
              new long[] {3, 0, 2},
              new long[] {4, 2, 3},
              new long[] {4, 0, 1, 2, 3},
              new long[] {5, 2, 3, 4}),
          "linear",
          List.of(
              new long[] {2, 0, 1},
              new long[] {3, 0, 1, 2},
              new long[] {3, 2},
              new long[] {4, 2, 3},
              new long[] {4, 1, 2},
              new long[] {5, 2, 3, 4}),
          "cubic",
          List.of(new long[] {2, 0, 1}, new long[] {4, 2, 3}, new long[] {4, 3}));

  static RandomResize of(Samples samples) {
    Map<String, Object> attributes = attributes(samples);
    List<long[]> layouts = LAYOUTS.get((String) attributes.get("mode"));
    long[] layout = layouts.get(samples.integer(0, layouts.size() - 1));
    long[] dims = new long[(int) layout[0]];
    for (int a = 0; a < dims.length; a++) {
      dims[a] = samples.integer(1, 3);
    }
    int count = layout.length - 1;
    long[] axes = new long[count];
    double[] scales = new double[count];
    double[] roi = new double[2 * count];
    long[] sizes = new long[count];
    for (int i = 0; i < count; i++) {
      axes[i] = layout[i + 1];
      dims[(int) axes[i]] = samples.integer(3, 6);
      scales[i] = scale(samples, dims[(int) axes[i]]);
      sizes[i] = samples.integer(1, 10);
      roi[i] = -0.2 + 0.5 * samples.random().nextDouble();
      roi[count + i] = 0.5 + 0.7 * samples.random().nextDouble();
    }
    attributes.put("axes", axes);
    return new RandomResize(
        attributes,
        samples.normal(dims),
        Tensor.of(roi, roi.length).as(DataType.FLOAT),
        Tensor.of(scales, count).as(DataType.FLOAT),
        Tensor.vector(sizes));
  }

  /**
   * A scale for which ONNX's shape inference, in double, and the kernel, in float, agree on the
   * extent: for 5 elements times 2.8 the one says 13, the other 14.
   */
  private static double scale(Samples samples, long extent) {
    while (true) {
      float scale =
          switch (samples.integer(0, 2)) {
            case 0 -> samples.integer(1, 4);
            case 1 -> samples.integer(2, 15) / 5f;
            default -> 0.4f + 2.6f * samples.random().nextFloat();
          };
      if ((long) (scale * extent) == (long) ((double) scale * extent)) {
        return scale;
      }
    }
  }

  /** Attributes without axes. */
  static Map<String, Object> attributes(Samples samples) {
    Map<String, Object> attributes = new TreeMap<>();
    String mode = List.of("nearest", "linear", "cubic").get(samples.integer(0, 2));
    boolean nearest = mode.equals("nearest");
    boolean antialias = !nearest && samples.random().nextBoolean();
    attributes.put("mode", mode);
    attributes.put("antialias", antialias ? 1 : 0);
    // The last, tf_crop_and_resize, is refused with antialias.
    int transformations = TRANSFORMATIONS.size() - (antialias ? 1 : 0);
    attributes.put(
        "coordinate_transformation_mode",
        TRANSFORMATIONS.get(samples.integer(0, transformations - 1)));
    if (nearest) {
      List<String> roundings = List.of("round_prefer_floor", "round_prefer_ceil", "floor", "ceil");
      attributes.put("nearest_mode", roundings.get(samples.integer(0, 3)));
    }
    if (mode.equals("cubic") || antialias) {
      attributes.put("exclude_outside", samples.integer(0, 1));
      attributes.put("cubic_coeff_a", samples.random().nextBoolean() ? -0.5 : -0.75);
    }
    return attributes;
  }
}
