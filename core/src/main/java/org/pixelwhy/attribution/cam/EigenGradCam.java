package org.pixelwhy.attribution.cam;

/**
 * The first principal component of features times gradients: {@link EigenCam} with a target.
 *
 * <p>With {@code G = dt/dA}, the matrix X of positions by features of {@code G * A}, columns
 * centred, and v its first right singular vector: map {@code = X v}, of shape {@code [1,1,h,w]}.
 * The sign of v is free; here the map goes up where {@link HiResCam}'s does.
 *
 * <p>From pytorch-grad-cam (Gildenblat et al., 2021); there is no paper.
 */
public final class EigenGradCam extends GradientCam {
  public EigenGradCam(CamOptions options) {
    super("eigen-grad-cam", options);
  }

  @Override
  double[] map(FeatureMaps a, FeatureMaps g) {
    return PrincipalComponent.project(a.times(g));
  }
}
