package org.pixelwhy.attribution.cam;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.attribution.ConformanceKit;

class EigenCamTest extends ConformanceKit {
  @Override
  protected Attributor attributor() {
    return new EigenCam(CamOptions.defaults());
  }

  @Override
  protected long[] expectedShape() {
    return new long[] {1, 1, 4, 6};
  }

  @Override
  protected double degree() {
    return 0;
  }

  /**
   * X v for the eigenvector v of X'X that 2000 rounds of its square find; X has centred columns.
   */
  private static double[] naive(FeatureMaps maps) {
    int n = maps.features();
    double[][] x = new double[maps.positions()][n];
    for (int f = 0; f < n; f++) {
      double mean = 0;
      for (int i = 0; i < x.length; i++) {
        mean += (double) maps.get(f, i) / x.length;
      }
      for (int i = 0; i < x.length; i++) {
        x[i][f] = maps.get(f, i) - mean;
      }
    }
    double[] v = new double[n];
    v[0] = 1;
    for (int round = 0; round < 2000; round++) {
      double[] next = new double[n];
      for (double[] row : x) {
        double dot = 0;
        for (int f = 0; f < n; f++) {
          dot += row[f] * v[f];
        }
        for (int f = 0; f < n; f++) {
          next[f] += dot * row[f];
        }
      }
      double norm = Math.sqrt(Arrays.stream(next).map(e -> e * e).sum());
      v = Arrays.stream(next).map(e -> e / norm).toArray();
    }
    double[] map = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      for (int f = 0; f < n; f++) {
        map[i] += x[i][f] * v[f];
      }
    }
    return map;
  }

  private static void assertEqualUpToSign(double[] expected, double[] map) {
    double sign = Math.signum(expected[0]) * Math.signum(map[0]);
    assertArrayEquals(Arrays.stream(expected).map(e -> sign * e).toArray(), map, 1e-7);
  }

  @Test
  void isThePrincipalComponentWhicheverSideIsLarger() {
    for (int seed = 0; seed < 3; seed++) {
      FeatureMaps tall = Features.random(seed, 4, 15);
      assertEqualUpToSign(naive(tall), PrincipalComponent.project(tall));
      FeatureMaps wide = Features.random(seed, 12, 5);
      assertEqualUpToSign(naive(wide), PrincipalComponent.project(wide));
    }
  }

  @Test
  void goesUpWhereTheSumOfFeaturesDoes() {
    FeatureMaps maps = new FeatureMaps(new float[] {1, 2, 3, 10, 20, 30}, 2, 3);
    double step = Math.sqrt(101);
    assertArrayEquals(new double[] {-step, 0, step}, PrincipalComponent.project(maps), 1e-9);
    FeatureMaps negative = new FeatureMaps(new float[] {-1, -2, -3, -10, -20, -30}, 2, 3);
    assertArrayEquals(new double[] {step, 0, -step}, PrincipalComponent.project(negative), 1e-9);
  }

  @Test
  void ofFeaturesThatDoNotVaryIsBlank() {
    FeatureMaps constant = new FeatureMaps(new float[] {1, 1, 1, 2, 2, 2}, 2, 3);
    assertArrayEquals(new double[3], PrincipalComponent.project(constant));
  }
}
