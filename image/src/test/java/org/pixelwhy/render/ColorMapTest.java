package org.pixelwhy.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Grid;
import org.pixelwhy.tensor.InputException;

class ColorMapTest {
  @Test
  void zeroOfASignedMapIsTheNeutralColourWhateverTheOtherValues() {
    Coloring coloring = Coloring.of(new Grid(1, 3, new float[] {-0.1f, 0, 7}));
    int zero = coloring.rgb(0);
    assertEquals(ColorMap.BLUE_WHITE_RED, coloring.colors());
    assertEquals(zero >> 16 & 0xff, zero >> 8 & 0xff, 1);
    assertEquals(zero >> 8 & 0xff, zero & 0xff, 1);
    assertTrue((zero & 0xff) > 240);
  }

  @Test
  void armsOfTheDivergingMapAreEquallyLight() {
    for (double t = 0; t <= 0.5; t += 0.05) {
      double blue = lightness(ColorMap.BLUE_WHITE_RED.rgb(0.5 - t));
      double red = lightness(ColorMap.BLUE_WHITE_RED.rgb(0.5 + t));
      assertEquals(blue, red, 0.02, "at distance " + t);
    }
  }

  @Test
  void negativeIsBlueAndPositiveIsRed() {
    int negative = ColorMap.BLUE_WHITE_RED.rgb(0);
    int positive = ColorMap.BLUE_WHITE_RED.rgb(1);
    assertTrue((negative & 0xff) > (negative >> 16 & 0xff) + 60);
    assertTrue((positive >> 16 & 0xff) > (positive & 0xff) + 60);
  }

  @Test
  void endsOfTheSequentialMapsAreThePublishedOnes() {
    assertEquals(0x440154, ColorMap.VIRIDIS.rgb(0));
    assertEquals(0xfde725, ColorMap.VIRIDIS.rgb(1));
    assertEquals(0x000004, ColorMap.MAGMA.rgb(0));
    assertEquals(0xfcfdbf, ColorMap.MAGMA.rgb(1));
  }

  @Test
  void lightnessOfSequentialMapsGrowsAllTheWay() {
    for (ColorMap map : new ColorMap[] {ColorMap.VIRIDIS, ColorMap.MAGMA}) {
      for (int i = 4; i < 256; i += 4) {
        double before = lightness(map.rgb((i - 4) / 255.0));
        assertTrue(lightness(map.rgb(i / 255.0)) > before, map + " at " + i);
      }
    }
  }

  @Test
  void placesBeyondTheEndsTakeTheEndsColour() {
    assertEquals(ColorMap.VIRIDIS.rgb(0), ColorMap.VIRIDIS.rgb(-3));
    assertEquals(ColorMap.VIRIDIS.rgb(1), ColorMap.VIRIDIS.rgb(3));
  }

  @Test
  void everyNameOfTheCatalogueIsFoundAndAnUnknownOneListsThem() {
    for (String name : ColorMap.names()) {
      assertEquals(name, ColorMap.named(name).name());
    }
    InputException e = assertThrows(InputException.class, () -> ColorMap.named("jet"));
    assertTrue(e.getMessage().contains("viridis, magma, blue-white-red"), e.getMessage());
  }

  @Test
  void aSequentialMapOnASymmetricRangeIsRefused() {
    Range symmetric = new Range(Range.Kind.SYMMETRIC, -1, 1);
    assertThrows(InputException.class, () -> new Coloring(ColorMap.VIRIDIS, symmetric));
  }

  /** OKLab lightness. */
  private static double lightness(int rgb) {
    double r = linear(rgb >> 16);
    double g = linear(rgb >> 8);
    double b = linear(rgb);
    return 0.2104542553 * Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
        + 0.7936177850 * Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
        - 0.0040720468 * Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  }

  private static double linear(int channel) {
    double c = (channel & 0xff) / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
