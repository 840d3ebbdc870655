package org.pixelwhy.attribution.cam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.onnx.runtime.Engine;

class XGradCamTest extends ConformanceKit {
  @Override
  protected Attributor attributor() {
    return new XGradCam(CamOptions.defaults());
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 1, 4, 6};
  }

  @Test
  void equalsItsFormulaWrittenAsPlainLoops(Engine engine) {
    for (int seed = 0; seed < 5; seed++) {
      FeatureMaps a = Features.random(2 * seed, 4, 15);
      FeatureMaps g = Features.random(2 * seed + 1, 4, 15);
      double[] expected = new double[15];
      for (int f = 0; f < 4; f++) {
        double products = 0;
        double total = 1e-7;
        for (int i = 0; i < 15; i++) {
          products += (double) g.get(f, i) * a.get(f, i);
          total += a.get(f, i);
        }
        for (int i = 0; i < 15; i++) {
          expected[i] += products / total * a.get(f, i);
        }
      }
      assertArrayEquals(
          expected, Features.map(engine, new XGradCam(CamOptions.defaults()), a, g), 1e-4);
    }
  }
}
