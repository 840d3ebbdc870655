package org.pixelwhy.onnx.window.rule;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Tensor;

/**
 * Resize by a whole factor k along each axis, up: nearest, linear or cubic.
 *
 * <p>Output o reads the input around {@code p = o / k}, or {@code (o + 1/2) / k - 1/2} with
 * half-pixel centres. With aligned corners p depends on the size of the whole image.
 */
final class ResizeRule implements WindowRule {
  @Override
  public Optional<List<AxisMap>> maps(WindowNode node, int input) {
    return input == 0
        ? Axes.each(node, axis -> new AxisMap.Spreading(stencil(node.node(), factor(node, axis))))
        : Optional.empty();
  }

  private static long factor(WindowNode node, int axis) {
    return node.extent(node.output(), axis) / node.extent(node.input(0), axis);
  }

  /** The outputs that an input is read by; a little wide where kernels may round either way. */
  private static Stencil stencil(Node node, long k) {
    boolean half = isHalfPixel(node);
    if (k == 1) {
      return new Stencil(1, 0, 1);
    }
    return switch (node.stringAttribute("mode", "nearest")) {
      case "linear" -> half ? new Stencil(k, (k + 1) / 2, 2 * k) : new Stencil(k, k - 1, 2 * k - 1);
      case "cubic" -> new Stencil(k, 2 * k, 4 * k);
      default -> repeats(node) ? new Stencil(k, 0, k) : new Stencil(k, k, 2 * k);
    };
  }

  /** Whether output o is input {@code floor(o / k)}. */
  private static boolean repeats(Node node) {
    String rounding = node.stringAttribute("nearest_mode", "round_prefer_floor");
    return isHalfPixel(node) ? rounding.startsWith("round") : rounding.equals("floor");
  }

  private static boolean isHalfPixel(Node node) {
    return !coordinates(node).equals("asymmetric");
  }

  private static String coordinates(Node node) {
    return node.stringAttribute("coordinate_transformation_mode", "half_pixel");
  }

  @Override
  public Optional<String> obstacle(WindowNode node) {
    boolean known =
        List.of("half_pixel", "pytorch_half_pixel", "asymmetric").contains(coordinates(node.node()))
            && node.node().intAttribute("antialias", 0) == 0
            && node.node().intAttribute("exclude_outside", 0) == 0;
    boolean whole = node.isImageToImage();
    for (int axis = 0; whole && axis < node.axes(); axis++) {
      whole = node.extent(node.output(), axis) % node.extent(node.input(0), axis) == 0;
    }
    whole = whole && node.input(0).dim(1) == node.output().dim(1);
    return known && whole
        ? Optional.empty()
        : Optional.of("it resizes by no whole factor, or by the corners of the whole image");
  }

  @Override
  public boolean keepsZeros(WindowNode node, List<Boolean> zero) {
    return zero.get(0);
  }

  @Override
  public boolean seesZerosOutside(WindowNode node) {
    String mode = node.node().stringAttribute("mode", "nearest");
    return mode.equals("nearest") && repeats(node.node());
  }

  @Override
  public void append(PieceContext piece) {
    WindowNode at = piece.at();
    Ops ops = piece.ops();
    float[] scales = new float[at.rank()];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = i < 2 ? 1 : factor(at, i - 2);
    }
    String constant = ops.constant(Tensor.of(scales, scales.length));
    piece.append(
        at.node()
            .withInputs(List.of(piece.inputs().get(0), "", constant))
            .without("axes", "keep_aspect_ratio_policy"));
  }
}
