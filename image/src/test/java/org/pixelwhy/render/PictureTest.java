package org.pixelwhy.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.pixelwhy.tensor.InputException;

class PictureTest {
  @Test
  void pngIsReadBackWithTheSameColours() throws IOException {
    for (int alpha : new int[] {0xff000000, 0x80000000}) {
      Picture picture = noise(37, 53, alpha);
      BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture.png()));
      int[] colors = read.getRGB(0, 0, 53, 37, null, 0, 53);
      assertArrayEquals(picture.argb(), colors);
    }
  }

  @Test
  void pngOfASmoothPictureIsReadBackThroughItsFilters() throws IOException {
    int[] argb = new int[64 * 64];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = 0xff000000 | (i % 64 * 3) << 16 | (i / 64 * 3) << 8 | (i % 64 + i / 64);
    }
    Picture picture = new Picture(64, 64, argb);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture.png()));
    assertArrayEquals(argb, read.getRGB(0, 0, 64, 64, null, 0, 64));
    assertTrue(picture.png().length < 2000);
  }

  @Test
  void samePictureGivesSameBytes() {
    assertArrayEquals(noise(9, 9, 0xff000000).png(), noise(9, 9, 0xff000000).png());
  }

  @Test
  void bufferedImageHoldsTheSameColours() {
    Picture picture = noise(4, 6, 0xff000000);
    assertEquals(BufferedImage.TYPE_INT_RGB, picture.bufferedImage().getType());
    assertEquals(picture.at(3, 5), picture.bufferedImage().getRGB(5, 3));
  }

  @Test
  void enlargingRepeatsPixels() {
    Picture large = new Picture(1, 2, new int[] {0xff000001, 0xff000002}).enlarged(2);
    int a = 0xff000001;
    int b = 0xff000002;
    assertArrayEquals(new int[] {a, a, b, b, a, a, b, b}, large.argb());
  }

  @Test
  void layersOfAnotherSizeAndAbsurdSizesAreRefused() {
    Picture picture = noise(2, 2, 0xff000000);
    Picture layer = noise(2, 3, 0xff000000);
    assertThrows(InputException.class, () -> picture.with(layer));
    assertThrows(InputException.class, () -> picture.enlarged(1 << 20));
    assertThrows(InputException.class, () -> picture.with(picture, Double.NaN));
  }

  private static Picture noise(int height, int width, int alpha) {
    Random random = new Random(3);
    int[] argb = new int[height * width];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = alpha | random.nextInt(1 << 24);
    }
    return new Picture(height, width, argb);
  }
}
