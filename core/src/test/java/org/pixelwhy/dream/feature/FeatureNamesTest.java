package org.pixelwhy.dream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Mask;
import org.pixelwhy.radiomics.feature.Value;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.tensor.InputException;

class FeatureNamesTest {
  private static final Discretisation BINS = new Discretisation.BinNumber(32);

  private static Field picture(int side, float[] values) {
    Axes axes = Axes.of(List.of(axis(Axis.ROWS, side), axis(Axis.COLUMNS, side)));
    return new Field(axes, 1, values, 255, List.of());
  }

  private static Axis axis(String name, int extent) {
    return new Axis(name, extent, Optional.of(Axis.Spacing.millimetres(2)), Optional.empty());
  }

  private static List<Value> measure(List<String> names, Field picture, Mask mask) {
    return FeatureNames.measuring(names, BINS).measure(picture, mask);
  }

  @Test
  void radiomicsFeaturesAreMeasuredUnderTheMask() {
    float[] values = new float[64];
    values[9] = 3;
    values[10] = 4;
    Field picture = picture(8, values);
    Mask mask = Mask.of(picture.axes(), i -> i == 9 || i == 10);
    List<Value> found =
        measure(List.of("shape2d_pixel_area", "stat_mean", "stat_root_mean_square"), picture, mask);
    assertEquals(8, found.get(0).orNaN(), 1e-12);
    assertEquals(3.5, found.get(1).orNaN(), 1e-12);
    assertEquals(Math.sqrt(12.5), found.get(2).orNaN(), 1e-12);
  }

  @Test
  void anEmptyMaskLeavesRadiomicsUndefinedAndLinesDefined() {
    Field picture = picture(8, new float[64]);
    Mask none = Mask.of(picture.axes(), i -> false);
    List<Value> found = measure(List.of("stat_mean", "line-135"), picture, none);
    assertEquals("the mask is empty", found.get(0).reason());
    assertEquals(0, found.get(1).orNaN());
  }

  @Test
  void theLineResponseIsTheGreatestOfAConvolution() {
    Random random = new Random(4);
    float[] values = new float[15 * 15];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(100);
    }
    double[][] kernel = new double[9][9];
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 9; j++) {
        kernel[i][j] = (i == j ? 1 / 9.0 : 0) - 1 / 81.0;
      }
    }
    double greatest = Double.NEGATIVE_INFINITY;
    for (int y = 0; y < 15; y++) {
      for (int x = 0; x < 15; x++) {
        double sum = 0;
        for (int i = 0; i < 9; i++) {
          for (int j = 0; j < 9; j++) {
            int row = Math.min(14, Math.max(0, y + i - 4));
            int column = Math.min(14, Math.max(0, x + j - 4));
            sum += kernel[i][j] * values[row * 15 + column];
          }
        }
        greatest = Math.max(greatest, sum);
      }
    }
    Field picture = picture(15, values);
    Mask mask = Mask.of(picture.axes(), i -> true);
    assertEquals(greatest, measure(List.of("line-135"), picture, mask).get(0).orNaN(), 1e-9);
  }

  @Test
  void aLineOf135DegreesGoesDownToTheRight() {
    float[] values = new float[21 * 21];
    for (int i = 0; i < 21; i++) {
      values[i * 21 + i] = 90;
    }
    Field picture = picture(21, values);
    Mask mask = Mask.of(picture.axes(), i -> true);
    List<Value> found = measure(List.of("line-135", "line-45"), picture, mask);
    // On the segment all of 90, less the mean of the window, in which the line is as long.
    assertEquals(80, found.get(0).orNaN(), 1e-9);
    assertTrue(found.get(1).orNaN() < 10);
  }

  @Test
  void valuesBeyondAllGreyLevelsAreUndefinedRatherThanAnError() {
    Random random = new Random(1);
    float[] values = new float[64];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (1e6 * random.nextGaussian());
    }
    Field picture = picture(8, values);
    Mask mask = Mask.of(picture.axes(), i -> true);
    Measuring measuring =
        FeatureNames.measuring(List.of("cm_contrast"), new Discretisation.BinWidth(1));
    Value found = measuring.measure(picture, mask).get(0);
    assertFalse(found.isDefined());
  }

  @Test
  void familiesStandForTheirFeatures() {
    List<PictureFeature> glcm = FeatureNames.measuring(List.of("glcm"), BINS).features();
    assertEquals(25, glcm.size());
    assertTrue(FeatureNames.measuring(List.of("all"), BINS).features().size() > 130);
    assertEquals(8, FeatureNames.measuring(FeatureNames.USUAL, BINS).features().size());
  }

  @Test
  void unknownFeaturesAreNamedWithTheNearest() {
    String message =
        assertThrows(InputException.class, () -> FeatureNames.measuring(List.of("stat_maen"), BINS))
            .getMessage();
    assertTrue(message.startsWith("unknown feature 'stat_maen'"), message);
    assertTrue(message.contains("stat_mean"), message);
  }

  @Test
  void anyFunctionOfPictureAndMaskMayBeAFeature() {
    PictureFeature feature = new PictureFeature("first", "First value", "");
    Measuring own =
        Measuring.of(feature, (picture, mask) -> Value.of(picture.values()[0] + mask.count()));
    Measuring both = Measuring.all(List.of(FeatureNames.measuring(List.of("line-45"), BINS), own));
    float[] values = new float[64];
    values[0] = 5;
    Field picture = picture(8, values);
    assertEquals(7, both.measure(picture, Mask.of(picture.axes(), i -> i < 2)).get(1).orNaN());
    assertThrows(InputException.class, () -> Measuring.all(List.of(own, own)));
  }
}
