package org.pixelwhy.attribution.cam;

/**
 * Features times their own gradients: no averaging over the layer.
 *
 * <p>With {@code G = dt/dA}: map {@code = sum_f G_f * A_f}, of shape {@code [1,1,h,w]}. It shows
 * only positions that the network used, where Grad-CAM's mean gradient may spread to others.
 *
 * <p>Draelos, Carin: Use HiResCAM instead of Grad-CAM, 2020, arXiv:2011.08891.
 */
public final class HiResCam extends GraphCam {
  public HiResCam(CamOptions options) {
    super("hires-cam", options);
  }

  @Override
  boolean linearFormula() {
    return true;
  }

  @Override
  String map(FeatureGraph layer) {
    return layer.total(layer.ops().mul(layer.g(), layer.a()));
  }
}
