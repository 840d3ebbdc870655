package org.pixelwhy.onnx.precision;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Resize as one matrix per axis. The matrix is what the runtime's own Resize makes of the unit
 * matrix, in float: interpolation weights are rounded, what they are applied to is not.
 */
final class DoubleResize {
  private static final long MOST_WEIGHTS = 1L << 22;

  private DoubleResize() {}

  static Optional<String> append(Site site) {
    Node node = site.node();
    Shape x = site.inputShape(0);
    Shape y = site.outputShape();
    Tensor scales = site.typed().graph().initializers().get(node.input(2));
    boolean covered =
        x.rank() > 2
            && !node.has("axes")
            && !node.has("keep_aspect_ratio_policy")
            && !node.stringAttribute("coordinate_transformation_mode", "").startsWith("tf_crop")
            && (!node.hasInput(2) || site.inputShape(2).size() == 0 || scales != null);
    String result = site.input(0);
    Shape shape = x;
    for (int axis = 0; axis < x.rank(); axis++) {
      long in = x.dim(axis);
      long out = y.dim(axis);
      float scale = scales == null || scales.size() == 0 ? 0 : (float) scales.get(axis);
      boolean kept = in == out && (scale == 0 || scale == 1);
      if (kept) {
        continue;
      }
      if (!covered || axis < 2 || in * out > MOST_WEIGHTS) {
        return Optional.empty();
      }
      String matrix = matrix(site.ops(), node, in, out, scale);
      result = applied(site.ops(), matrix, result, shape, axis, out);
      shape = shape.with(axis, out);
    }
    return Optional.of(result);
  }

  /** R [out,in]: each row of the unit matrix is resized as the column of an image. */
  private static String matrix(Ops ops, Node node, long in, long out, float scale) {
    float[] unit = new float[Math.toIntExact(in * in)];
    for (int i = 0; i < in; i++) {
      unit[i * (int) in + i] = 1;
    }
    String images = ops.constant(Tensor.of(unit, in, 1, in, 1));
    Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
    String resized;
    if (scale == 0) {
      resized = ops.op("Resize", attributes, images, "", "", ops.longs(in, 1, out, 1));
    } else {
      String scales = ops.constant(Tensor.of(new float[] {1, 1, scale, 1}, 4));
      resized = ops.op("Resize", attributes, images, "", scales);
    }
    String columns = ops.reshape(resized, Shape.of(in, out));
    return ops.cast(ops.transpose(columns, 1, 0), DataType.DOUBLE);
  }

  private static String applied(Ops ops, String matrix, String x, Shape shape, int axis, long out) {
    long[] dims = shape.dims();
    long outer = Arrays.stream(dims, 0, axis).reduce(1, (a, b) -> a * b);
    long inner = Arrays.stream(dims, axis + 1, dims.length).reduce(1, (a, b) -> a * b);
    String flat = ops.reshape(x, Shape.of(outer, dims[axis], inner));
    return ops.reshape(ops.matmul(matrix, flat), shape.with(axis, out));
  }
}
