package org.pixelwhy.attribution.cam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;

class EigenGradCamTest extends ConformanceKit {
  @Override
  protected Attributor attributor() {
    return new EigenGradCam(CamOptions.defaults());
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 1, 4, 6};
  }

  @Test
  void isThePrincipalComponentOfFeaturesTimesGradients() {
    FeatureMaps a = Features.random(1, 4, 15);
    FeatureMaps g = Features.random(2, 4, 15);
    float[] products = new float[60];
    for (int i = 0; i < products.length; i++) {
      products[i] = a.values()[i] * g.values()[i];
    }
    assertArrayEquals(
        PrincipalComponent.project(new FeatureMaps(products, 4, 15)),
        new EigenGradCam(CamOptions.defaults()).map(a, g));
  }
}
