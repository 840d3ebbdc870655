package org.pixelwhy.attribution.cam;

/**
 * Gradient-weighted class activation mapping, at one layer or many.
 *
 * <p>For a layer A {@code [1,F,h,w]} with gradient {@code G = dt/dA}: {@code w_f = mean over h,w of
 * G_f}, map {@code = sum_f w_f A_f}, of shape {@code [1,1,h,w]}. The paper cuts negative values
 * off; without that (Captum's default) they show what speaks against the target.
 *
 * <p>Selvaraju et al.: Grad-CAM, ICCV 2017; for segmentation: Vinogradova et al., AAAI 2020.
 */
public final class GradCam extends GraphCam {
  public GradCam(CamOptions options) {
    super("grad-cam", options);
  }

  @Override
  boolean linearFormula() {
    return true;
  }

  @Override
  String map(FeatureGraph layer) {
    String weights = layer.ops().scale(layer.sum(layer.g()), 1.0 / layer.positions());
    return layer.weighted(weights);
  }
}
