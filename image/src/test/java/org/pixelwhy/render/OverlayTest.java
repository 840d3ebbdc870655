package org.pixelwhy.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;

class OverlayTest {
  @Test
  void aHotPixelLandsAtExactlyItsPlace() {
    Image image = grey(6, 9, 100);
    float[] values = new float[54];
    values[2 * 9 + 5] = 1;
    Grid map = new Grid(6, 9, values);
    Coloring coloring = Coloring.of(map, ColorMap.VIRIDIS, 100);
    Picture picture = new Overlay(1, true).draw(image, map, coloring);
    for (int row = 0; row < 6; row++) {
      for (int column = 0; column < 9; column++) {
        int expected = row == 2 && column == 5 ? 0xfffde725 : 0xff646464;
        assertEquals(expected, picture.at(row, column), row + ", " + column);
      }
    }
  }

  @Test
  void opacityZeroShowsTheImageAndNotANumberIsNeverDrawn() {
    Image image = grey(1, 2, 30);
    Grid map = new Grid(1, 2, new float[] {Float.NaN, 1});
    Coloring coloring = Coloring.of(map);
    int[] unseen = new Overlay(0, false).draw(image, map, coloring).argb();
    assertArrayEquals(Picture.of(image).argb(), unseen);
    assertEquals(0xff1e1e1e, new Overlay(1, false).draw(image, map, coloring).at(0, 0));
  }

  @Test
  void eightBitImagesAreShownAsTheyAreAndOthersStretched() {
    Image bytes = new Image(3, 1, 2, new float[] {10, 20, 30, 40, 50, 60}, 255);
    assertArrayEquals(new int[] {0xff0a1e32, 0xff14283c}, Picture.of(bytes).argb());
    Image four = new Image(4, 1, 1, new float[] {10, 20, 30, 40}, 255);
    assertEquals(0xff0a0a0a, Picture.of(four).at(0, 0));
    Image words = new Image(1, 1, 3, new float[] {1000, 1500, 2000}, 65535);
    assertArrayEquals(new int[] {0xff000000, 0xff808080, 0xffffffff}, Picture.of(words).argb());
    Image floats = new Image(1, 1, 3, new float[] {-1, Float.NaN, 3}, 1);
    assertArrayEquals(new int[] {0xff000000, 0xff000000, 0xffffffff}, Picture.of(floats).argb());
  }

  @Test
  void outlineRunsAlongTheInnerBorderWithAContrastingRingOutside() {
    Mask mask =
        Mask.of(new int[] {7, 7}, i -> i / 7 >= 2 && i / 7 <= 4 && i % 7 >= 2 && i % 7 <= 4);
    Picture line = MaskLayer.outline(mask, 0xf0e442, 1);
    assertEquals(0xfff0e442, line.at(2, 2));
    assertEquals(0, line.at(3, 3));
    assertEquals(0x99000000, line.at(1, 3));
    assertEquals(0, line.at(0, 3));
    assertEquals(0xfff0e442, MaskLayer.outline(mask, 0xf0e442, 2).at(3, 3));
  }

  @Test
  void everyClassHasItsOwnColour() {
    Mask left = Mask.of(new int[] {4, 8}, i -> i % 8 < 4);
    Mask right = Mask.of(new int[] {4, 8}, i -> i % 8 >= 4);
    Picture layer = MaskLayer.classes(List.of(left, right));
    assertEquals(Palette.color(0), layer.at(1, 1) & 0xffffff, 0x010101);
    assertNotEquals(layer.at(1, 1), layer.at(1, 6));
  }

  private static Image grey(int height, int width, float level) {
    float[] values = new float[height * width];
    Arrays.fill(values, level);
    return new Image(1, height, width, values, 255);
  }
}
