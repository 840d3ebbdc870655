package org.pixelwhy.attribution;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class BaselineTest {
  private final Tensor image = Tensor.of(new float[] {1, 2, 3, 10, 20, 60}, 1, 2, 1, 3);

  @Test
  void zerosAreZero() {
    assertArrayEquals(new float[6], Baseline.ZERO.of(image).toFloats());
  }

  @Test
  void theMeanIsTakenOfEveryChannelByItself() {
    assertArrayEquals(new float[] {2, 2, 2, 30, 30, 30}, new Baseline.Mean().of(image).toFloats());
  }

  @Test
  void aBlurLeavesWhatIsUniform() {
    Tensor uniform = Tensor.of(new float[] {7, 7, 7, 7, 7, 7}, 1, 1, 2, 3);
    assertArrayEquals(uniform.toFloats(), new Baseline.Blurred(2).of(uniform).toFloats(), 1e-6f);
  }

  @Test
  void aBlurSpreadsASpotByTheBellCurve() {
    float[] values = new float[81];
    values[40] = 1;
    Tensor blurred = new Baseline.Blurred(1).of(Tensor.of(values, 1, 1, 9, 9));
    assertEquals(Math.exp(-0.5), blurred.get(41) / blurred.get(40), 1e-6);
    assertEquals(Math.exp(-2.5), blurred.get(40 + 18 + 1) / blurred.get(40), 1e-6);
    assertEquals(0, blurred.get(44));
  }

  @Test
  void anIllegalBlurIsRefused() {
    assertThrows(InputException.class, () -> new Baseline.Blurred(0));
    assertThrows(InputException.class, () -> new Baseline.Blurred(Double.NaN));
  }
}
