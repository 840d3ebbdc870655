package org.pixelwhy.attribution.cam;

import org.pixelwhy.onnx.autodiff.Ops;

/**
 * Grad-CAM with positive gradients only, weighted so that small objects count as much as large
 * ones.
 *
 * <p>With {@code G = dt/dA}, sums over h,w: {@code alpha_f = G_f^2 / (2 G_f^2 + sum(A_f) G_f^3 +
 * 1e-6)}, 0 where G = 0; {@code w_f = sum max(G_f, 0) alpha_f}; map {@code = sum_f w_f A_f}, of
 * shape {@code [1,1,h,w]}. As the authors do, second and third derivatives are replaced by powers
 * of the first. The 1e-6 is pytorch-grad-cam's; where gradients are small, as those of a mean over
 * many pixels are, it decides the weights, so the map depends on the reduction.
 *
 * <p>Chattopadhay et al.: Grad-CAM++, WACV 2018.
 */
public final class GradCamPlusPlus extends GraphCam {
  private static final double EPSILON = 1e-6;

  public GradCamPlusPlus(CamOptions options) {
    super("grad-cam-plus-plus", options);
  }

  @Override
  String map(FeatureGraph layer) {
    Ops ops = layer.ops();
    String slope = ops.op("Relu", layer.g());
    String square = ops.square(slope);
    String cube = ops.mul(square, slope);
    String third = ops.mul(layer.sum(layer.a()), cube);
    String divisor = ops.add(ops.add(ops.scale(square, 2), third), ops.scalar(EPSILON));
    return layer.weighted(layer.sum(ops.div(cube, divisor)));
  }
}
