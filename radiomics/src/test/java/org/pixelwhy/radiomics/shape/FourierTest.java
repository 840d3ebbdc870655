package org.pixelwhy.radiomics.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FourierTest {
  @Test
  void everyLengthGivesTheSumsOfTheDefinition() {
    for (int n = 1; n <= 128; n *= 2) {
      double[] re = new Random(n).doubles(n).toArray();
      double[] im = new Random(-n).doubles(n).toArray();
      double[] x = re.clone();
      double[] y = im.clone();
      new Fourier(n).transform(x, y);
      for (int k = 0; k < n; k++) {
        double sumX = 0;
        double sumY = 0;
        for (int i = 0; i < n; i++) {
          double angle = -2 * Math.PI * i * k / n;
          sumX += re[i] * Math.cos(angle) - im[i] * Math.sin(angle);
          sumY += re[i] * Math.sin(angle) + im[i] * Math.cos(angle);
        }
        assertEquals(sumX, x[k], 1e-11, "real part " + k + " of " + n);
        assertEquals(sumY, y[k], 1e-11, "imaginary part " + k + " of " + n);
      }
    }
  }

  @Test
  void lengthsThatAreNoPowersOfTwoAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Fourier(12));
    assertEquals(16, Fourier.powerOfTwo(9));
    assertEquals(8, Fourier.powerOfTwo(8));
  }
}
