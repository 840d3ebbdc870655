package org.pixelwhy.attribution.cam;

/**
 * Features times the positive part of their own gradients.
 *
 * <p>With {@code G = dt/dA}: map {@code = sum_f max(G_f, 0) * A_f}, of shape {@code [1,1,h,w]}.
 * Unlike Grad-CAM it stays sharp at layers near the image.
 *
 * <p>Jiang et al.: LayerCAM, IEEE Transactions on Image Processing 2021.
 */
public final class LayerCam extends GraphCam {
  public LayerCam(CamOptions options) {
    super("layer-cam", options);
  }

  @Override
  String map(FeatureGraph layer) {
    return layer.total(layer.ops().mul(layer.ops().op("Relu", layer.g()), layer.a()));
  }
}
