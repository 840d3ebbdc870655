package org.pixelwhy.attribution.cam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;
import org.pixelwhy.onnx.runtime.Engine;

class GradCamPlusPlusTest extends ConformanceKit {
  @Override
  protected Attributor attributor() {
    return new GradCamPlusPlus(CamOptions.defaults());
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 1, 4, 6};
  }

  @Override
  protected double degree() {
    return Double.NaN;
  }

  @Test
  void equalsItsFormulaWrittenAsPlainLoops(Engine engine) {
    for (int seed = 0; seed < 5; seed++) {
      FeatureMaps a = Features.random(2 * seed, 4, 15);
      FeatureMaps g = Features.random(2 * seed + 1, 4, 15);
      double[] expected = new double[15];
      for (int f = 0; f < 4; f++) {
        double total = 0;
        for (int i = 0; i < 15; i++) {
          total += a.get(f, i);
        }
        double weight = 0;
        for (int i = 0; i < 15; i++) {
          double d = g.get(f, i);
          double alpha =
              d == 0 ? 0 : Math.pow(d, 2) / (2 * Math.pow(d, 2) + total * Math.pow(d, 3) + 1e-6);
          weight += Math.max(d, 0) * alpha;
        }
        for (int i = 0; i < 15; i++) {
          expected[i] += weight * a.get(f, i);
        }
      }
      assertArrayEquals(
          expected, Features.map(engine, new GradCamPlusPlus(CamOptions.defaults()), a, g), 1e-9);
    }
  }
}
