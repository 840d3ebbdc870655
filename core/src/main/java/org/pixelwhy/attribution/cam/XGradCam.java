package org.pixelwhy.attribution.cam;

import org.pixelwhy.onnx.autodiff.Ops;

/**
 * Grad-CAM with each gradient weighted by its feature's share.
 *
 * <p>With {@code G = dt/dA}: {@code w_f = sum over h,w of G_f A_f / (sum A_f + 1e-7)}, map {@code =
 * sum_f w_f A_f}, of shape {@code [1,1,h,w]}. A feature whose values nearly cancel out, as is
 * possible at layers without ReLU, gets a huge weight.
 *
 * <p>Fu et al.: Axiom-based Grad-CAM, BMVC 2020. The 1e-7 is pytorch-grad-cam's.
 */
public final class XGradCam extends GraphCam {
  private static final double EPSILON = 1e-7;

  public XGradCam(CamOptions options) {
    super("x-grad-cam", options);
  }

  @Override
  boolean linearFormula() {
    return true;
  }

  @Override
  String map(FeatureGraph layer) {
    Ops ops = layer.ops();
    String products = layer.sum(ops.mul(layer.g(), layer.a()));
    String total = ops.add(layer.sum(layer.a()), ops.scalar(EPSILON));
    return layer.weighted(ops.div(products, total));
  }
}
