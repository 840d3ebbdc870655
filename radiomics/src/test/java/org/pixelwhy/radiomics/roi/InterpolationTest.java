package org.pixelwhy.radiomics.roi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Mask;
import org.pixelwhy.radiomics.roi.Interpolation.Method;
import org.pixelwhy.tensor.InputException;

class InterpolationTest {
  private static Roi picture(int columns, double spacing, IntPredicate member, float... values) {
    Optional<Axis.Spacing> step = Optional.of(Axis.Spacing.millimetres(spacing));
    Axes axes =
        Axes.of(
            List.of(
                new Axis(Axis.ROWS, values.length / columns, step, Optional.empty()),
                new Axis(Axis.COLUMNS, columns, step, Optional.empty())));
    return new Roi(new Field(axes, 1, values, 1, List.of()), Mask.of(axes, member));
  }

  private static float[] values(Roi roi, Method method, double rows, double columns) {
    return new Interpolation(List.of(rows, columns), false, method).apply(roi).image().values();
  }

  @Test
  void halvedSpacingPutsPositionsAQuarterFromTheOldOnes() {
    Roi row = picture(3, 2, i -> true, 0, 4, 12);
    // Positions -0.25, 0.25, 0.75, 1.25, 1.75, 2.25; those beyond the ends are the ends.
    assertArrayEquals(new float[] {0, 1, 3, 6, 10, 12}, values(row, Method.LINEAR, 2, 1), 1e-6f);
  }

  @Test
  void doubledSpacingTakesTheMiddleOfTwo() {
    Roi row = picture(5, 1, i -> true, 1, 3, 5, 9, 2);
    // ceil(5 / 2) positions about the same centre: 0, 2, 4.
    assertArrayEquals(new float[] {1, 5, 2}, values(row, Method.LINEAR, 1, 2), 1e-6f);
    Roi even = picture(4, 1, i -> true, 1, 3, 5, 9);
    assertArrayEquals(new float[] {2, 7}, values(even, Method.LINEAR, 1, 2), 1e-6f);
  }

  @Test
  void theExtentsAreRoundedUpAndTheSpacingIsTheOneAskedFor() {
    Roi found =
        new Interpolation(List.of(3.0, 0.75), false)
            .apply(picture(4, 1, i -> true, 1, 2, 3, 4, 5, 6, 7, 8));
    assertArrayEquals(new int[] {1, 6}, found.image().axes().extents());
    assertEquals(Optional.of(List.of(3.0, 0.75)), found.spacing());
  }

  @Test
  void theSameSpacingChangesNothing() {
    float[] values = {3, 1, 4, 1, 5, 9};
    Roi roi = picture(3, 1.5, i -> i != 4, values);
    for (Method method : Method.values()) {
      Roi same = new Interpolation(List.of(1.5, 1.5), false, method).apply(roi);
      assertArrayEquals(values, same.image().values(), 2e-6f);
      assertEquals(roi.shape(), same.shape());
    }
  }

  @Test
  void aPositionBelongsToTheMaskWhereHalfOfItDoes() {
    Roi row = picture(4, 2, i -> i == 1 || i == 2, 0, 0, 0, 0);
    Mask fine = new Interpolation(List.of(2.0, 1.0), false).apply(row).shape();
    assertArrayEquals(new int[] {2, 3, 4, 5}, fine.indices());
    // In the middle of a member and none: exactly half.
    Mask coarse = new Interpolation(List.of(2.0, 4.0), false).apply(row).shape();
    assertArrayEquals(new int[] {0, 1}, coarse.indices());
  }

  @Test
  void splinesAreThoseOfOtherPrograms() {
    // scipy 1.17.1, map_coordinates of order 3, mirrored.
    float[] values = new float[20];
    for (int i = 0; i < 20; i++) {
      int r = i / 5;
      int c = i % 5;
      values[i] = (r * 7 + c * 5 + r * r * c) % 11;
    }
    float[] expected = {
      0.1027832f, 8.02751814f, 5.66144671f, 8.78442383f,
      3.23769531f, 6.33745815f, 4.78524693f, 8.83139648f,
      6.63126175f, 3.66068264f, 5.14228684f, 8.63452601f,
      2.9781675f, 4.0195319f, 9.13588622f, 6.93828215f,
      6.52316895f, 2.57693569f, 9.41949986f, 2.3677002f,
      9.73242188f, 1.49274554f, 8.50725446f, 0.26757813f
    };
    Roi roi = picture(5, 1, i -> true, values);
    assertArrayEquals(expected, values(roi, Method.CUBIC, 1 / 1.5, 1.25), 1e-5f);
    Roi row = picture(8, 1, i -> true, 3, 1, 4, 1, 5, 9, 2, 6);
    assertArrayEquals(
        new float[] {
          3,
          1.90892305f,
          1.56720199f,
          4,
          1.62333605f,
          1.96646341f,
          6.81149626f,
          9,
          3.10505411f,
          3.83497939f,
          6
        },
        values(row, Method.CUBIC, 1, 0.75),
        1e-5f);
  }

  @Test
  void splinesOfAPolynomialAreItFarFromTheEnds() {
    float[] values = new float[60];
    for (int i = 0; i < 60; i++) {
      values[i] = i * i / 100f;
    }
    float[] fine = values(picture(60, 1, i -> true, values), Method.CUBIC, 1, 0.5);
    for (int i = 40; i < 80; i++) {
      double position = 29.5 + (i - 59.5) / 2;
      assertEquals(position * position / 100, fine[i], 1e-5);
    }
  }

  @Test
  void splinesThroughWhatIsNotFiniteAreRefused() {
    Roi roi = picture(3, 1, i -> i > 0, Float.NaN, 1, 2);
    InputException refused =
        assertThrows(InputException.class, () -> values(roi, Method.CUBIC, 1, 0.5));
    assertTrue(refused.getMessage().contains("interpolate linearly"), refused.getMessage());
    // Linearly what has no weight does not matter.
    assertEquals(2, values(roi, Method.LINEAR, 1, 1)[2]);
  }

  @Test
  void intensitiesAreRoundedWhereThatIsAskedFor() {
    Roi row = picture(2, 2, i -> true, -1, 1);
    assertArrayEquals(
        new float[] {-1, 0, 1, 1},
        new Interpolation(List.of(2.0, 1.0), true).apply(row).image().values());
  }
}
