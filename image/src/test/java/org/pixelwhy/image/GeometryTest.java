package org.pixelwhy.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Geometry.Fit;
import org.pixelwhy.tensor.InputException;

class GeometryTest {
  private static final Geometry PADDED = new Geometry(3, 5, 4, 8, Fit.PAD);

  /** The value at row r and column c is 10 r + c. */
  private static Grid counting(int height, int width) {
    float[] values = new float[height * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = 10 * (i / width) + i % width;
    }
    return new Grid(height, width, values);
  }

  private static Mask mask(int height, int width, int... pixels) {
    return Mask.of(new int[] {height, width}, i -> Arrays.stream(pixels).anyMatch(p -> p == i));
  }

  @Test
  void anImageOfTheFieldsSizeStaysAsItIs() {
    Geometry same = Geometry.identity(3, 5);
    assertTrue(same.isIdentity());
    Grid map = counting(3, 5);
    assertSame(map, same.toImage(map, Resampling.BILINEAR));
    assertFalse(PADDED.isIdentity());
  }

  @Test
  void paddingRepeatsTheLastRowAndColumn() {
    Image padded = PADDED.toInput(new Image(1, 3, 5, counting(3, 5).values(), 255));
    assertArrayEquals(
        new float[] {
          0, 1, 2, 3, 4, 4, 4, 4,
          10, 11, 12, 13, 14, 14, 14, 14,
          20, 21, 22, 23, 24, 24, 24, 24,
          20, 21, 22, 23, 24, 24, 24, 24
        },
        padded.values());
    assertEquals(255, padded.range());
  }

  @Test
  void paddingIsCutOffMapsAndMasks() {
    assertArrayEquals(
        counting(3, 5).values(), PADDED.toImage(counting(4, 8), Resampling.BILINEAR).values());
    assertEquals(mask(3, 5, 0, 14), PADDED.toImage(mask(4, 8, 0, 20, 23, 31)));
  }

  @Test
  void aCoarseMapCoversTheWholePaddedField() {
    Grid map = new Grid(2, 2, new float[] {1, 2, 3, 4});
    assertArrayEquals(
        new float[] {1, 1, 1, 1, 2, 1, 1, 1, 1, 2, 3, 3, 3, 3, 4},
        PADDED.toImage(map, Resampling.NEAREST).values());
  }

  /** Cell by cell: its centre lies in the image, or that of some pixel of the image lies in it. */
  @Test
  void whatBelongsToTheImageIsFoundCellByCell() {
    for (int image = 1; image <= 17; image++) {
      for (int field : new int[] {image, 17, 24}) {
        for (int cells : new int[] {1, 2, 3, 6, 8, 17, 24, 48}) {
          Geometry geometry = new Geometry(1, image, 1, field, Fit.PAD);
          boolean[] expected = new boolean[cells];
          for (int cell = 0; cell < cells; cell++) {
            expected[cell] = (cell + 0.5) * field / cells < image;
          }
          for (int pixel = 0; pixel < image; pixel++) {
            expected[geometry.outputIndex(0, pixel, new int[] {1, cells})] = true;
          }
          assertEquals(
              Mask.of(new int[] {1, cells}, i -> expected[i]),
              geometry.inside(new int[] {1, cells}),
              image + " of " + field + " in " + cells);
        }
      }
    }
  }

  @Test
  void nothingIsPaddingWhereAnImageIsResizedOrIsAVolume() {
    Geometry resized = new Geometry(3, 5, 4, 8, Fit.RESIZE);
    assertEquals(Mask.full(2, 4), resized.inside(new int[] {2, 4}));
    assertEquals(Mask.full(2, 2, 4), PADDED.inside(new int[] {2, 2, 4}));
    assertArrayEquals(new int[] {3, 5}, PADDED.insideExtents(new int[] {4, 8}));
  }

  @Test
  void paddingToLessThanTheImageIsRefused() {
    assertThrows(InputException.class, () -> new Geometry(3, 5, 3, 4, Fit.PAD));
  }

  @Test
  void anImagesPixelIsFoundInAnOutputOfAnyResolution() {
    Geometry resized = new Geometry(100, 200, 50, 50, Fit.RESIZE);
    assertEquals(0, resized.outputIndex(0, 0, new int[] {10, 10}));
    assertEquals(99, resized.outputIndex(99, 199, new int[] {10, 10}));
    assertEquals(10 * 5 + 3, resized.outputIndex(50, 79, new int[] {10, 10}));
    assertEquals(8 * 2 + 4, PADDED.outputIndex(2, 4, new int[] {4, 8}));
    assertEquals(4 * 1 + 2, PADDED.outputIndex(2, 4, new int[] {2, 4}));
    assertEquals(16 * 5 + 9, PADDED.outputIndex(2, 4, new int[] {8, 16}));
  }

  @Test
  void aPixelOutsideTheImageIsRefusedEvenWhereThePaddingWouldHoldIt() {
    InputException e =
        assertThrows(InputException.class, () -> PADDED.outputIndex(1, 5, new int[] {4, 8}));
    assertEquals("pixel x=5 y=1 is outside the image of 5 x 3 pixels", e.getMessage());
    assertThrows(InputException.class, () -> PADDED.outputIndex(-1, 0, new int[] {4, 8}));
  }

  @Test
  void aMaskTakesTheOutputPixelsWhoseCentresItHolds() {
    Geometry half = new Geometry(4, 4, 4, 4, Fit.RESIZE);
    Mask lower = Mask.of(new int[] {4, 4}, i -> i >= 8);
    assertEquals(mask(2, 2, 2, 3), half.toOutput(lower, new int[] {2, 2}));
    assertEquals(32, half.toOutput(lower, new int[] {8, 8}).count());
  }

  @Test
  void aMaskThatHoldsNoCentreTakesTheOutputPixelsItTouches() {
    Geometry coarse = new Geometry(8, 8, 8, 8, Fit.RESIZE);
    assertEquals(mask(2, 2, 1), coarse.toOutput(mask(8, 8, 7), new int[] {2, 2}));
    assertTrue(coarse.toOutput(mask(8, 8), new int[] {2, 2}).isEmpty());
  }

  @Test
  void aMaskNeverReachesIntoThePadding() {
    Mask whole = Mask.full(3, 5);
    assertEquals(
        mask(4, 8, 0, 1, 2, 3, 4, 8, 9, 10, 11, 12, 16, 17, 18, 19, 20),
        PADDED.toOutput(whole, new int[] {4, 8}));
  }

  /** Of every two rows and columns the second is nearest to a cell's centre. */
  @Test
  void aVolumesMaskIsBroughtToTheOutputSliceBySlice() {
    Geometry volume = new Geometry(Axes.of(2, 4, 4), 4, 4, Fit.RESIZE);
    Mask mask = Mask.of(new int[] {2, 4, 4}, i -> i == 16 + 3 * 4 + 1);
    int[] extents = {2, 2, 2};
    assertEquals(Mask.of(extents, i -> i == 4 + 2), volume.toOutput(mask, extents));
    assertThrows(InputException.class, () -> volume.toOutput(Mask.full(4, 4), extents));
  }

  @Test
  void aMaskOfAnotherSizeThanTheImageIsRefused() {
    InputException e =
        assertThrows(
            InputException.class, () -> PADDED.toOutput(Mask.full(4, 8), new int[] {4, 8}));
    assertEquals(
        "the region's mask has 8 x 4 pixels, the image 5 x 3; give a mask of the image's size",
        e.getMessage());
  }
}
