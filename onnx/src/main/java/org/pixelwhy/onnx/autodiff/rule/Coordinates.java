package org.pixelwhy.onnx.autodiff.rule;

import java.util.Locale;
import org.pixelwhy.onnx.graph.GraphException;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Text;

/**
 * Which position of the input a position of a resized axis is read at: Resize's {@code
 * coordinate_transformation_mode}.
 *
 * <p>The order and width of operations are those of ONNX Runtime's kernel, so that positions on the
 * border between two elements fall to the same side.
 */
enum Coordinates {
  HALF_PIXEL,
  HALF_PIXEL_SYMMETRIC,
  PYTORCH_HALF_PIXEL,
  ALIGN_CORNERS,
  ASYMMETRIC,
  TF_HALF_PIXEL_FOR_NN,
  TF_CROP_AND_RESIZE;

  static Coordinates of(Node resize) {
    String name = resize.stringAttribute("coordinate_transformation_mode", "half_pixel");
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new GraphException(
          Text.format(
              "%s has coordinate_transformation_mode '%s', which ONNX does not know",
              resize, name));
    }
  }

  /** The position in the input, in elements, that position {@code i} of the output is read at. */
  float position(int i, ResizedAxis axis) {
    if (axis.scale() == 1) {
      return i;
    }
    return switch (this) {
      case HALF_PIXEL -> (i + 0.5f) / axis.scale() - 0.5f;
      case HALF_PIXEL_SYMMETRIC -> symmetric(i, axis);
      case PYTORCH_HALF_PIXEL -> axis.out() > 1 ? (i + 0.5f) / axis.scale() - 0.5f : 0;
      case ALIGN_CORNERS ->
          axis.out() == 1 ? 0 : (float) i * (axis.in() - 1) / (float) (axis.out() - 1);
      case ASYMMETRIC -> i / axis.scale();
      case TF_HALF_PIXEL_FOR_NN -> (i + 0.5f) / axis.scale();
      case TF_CROP_AND_RESIZE -> cropped(i, axis);
    };
  }

  private static float symmetric(int i, ResizedAxis axis) {
    float adjustment = axis.out() / (axis.scale() * axis.in());
    float offset = axis.in() / 2f * (1 - adjustment);
    return (float) (offset + (i + 0.5) / axis.scale() - 0.5);
  }

  private static float cropped(int i, ResizedAxis axis) {
    float last = axis.in() - 1;
    if (axis.out() == 1) {
      return (float) (0.5 * (axis.roiStart() + axis.roiEnd()) * last);
    }
    return axis.roiStart() * last
        + i * (axis.roiEnd() - axis.roiStart()) * last / (float) (axis.out() - 1);
  }
}
