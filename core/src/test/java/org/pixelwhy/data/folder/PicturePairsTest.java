package org.pixelwhy.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pixelwhy.data.folder.MaskPictures.SIZE;
import static org.pixelwhy.data.folder.MaskPictures.palette;
import static org.pixelwhy.data.folder.MaskPictures.square;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.SharedData;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Sample;

/** Images and masks of different formats and orientations. */
class PicturePairsTest {
  private static final String AS_STORED = PictureEntries.AS_STORED;

  @TempDir Path root;
  private MaskPictures pictures;

  @BeforeEach
  void setUp() {
    pictures = new MaskPictures(root);
  }

  @Test
  void aGifIsAMask() throws IOException {
    pictures.pair("a", "gif", palette(new int[] {0, 0xffffff}, square(1, 1, 0)));
    assertEquals(List.of(156L, 100L), pictures.counts(0, 1));
  }

  @Test
  void aPaletteThatBeginsWithWhiteHasItsBackgroundLast() throws IOException {
    pictures.pair("a", "gif", palette(new int[] {0xffffff, 0}, square(0, 0, 1)));
    assertEquals(List.of(156L, 100L), pictures.counts(0, 1));
  }

  @Test
  void palettesThatDifferAreReadByTheirColours() throws IOException {
    pictures.pair("a", "gif", palette(new int[] {0xffffff, 0}, square(0, 0, 1)));
    pictures.pair("b", "gif", palette(new int[] {0, 0xffffff}, square(1, 1, 0)));
    for (Entry entry : pictures.open().entries()) {
      assertEquals(100, entry.read().labels().counts()[1], entry.name());
    }
  }

  /** Wide and bright on the left, EXIF orientation 6: to be turned by a quarter, clockwise. */
  private void turnedImage(int height) throws IOException {
    BufferedImage picture = new BufferedImage(SIZE, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < SIZE * height; i++) {
      picture.getRaster().setSample(i % SIZE, i / SIZE, 0, i % SIZE < 8 ? 200 : 0);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpg", out);
    byte[] jpeg = out.toByteArray();
    byte[] exif = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      18,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      6,
      0,
      0,
      0,
      0,
      0,
      0
    };
    ByteArrayOutputStream turned = new ByteArrayOutputStream();
    turned.write(jpeg, 0, 2);
    turned.write(exif);
    turned.write(jpeg, 2, jpeg.length - 2);
    Path file = root.resolve("images/a.jpg");
    Files.createDirectories(file.getParent());
    Files.write(file, turned.toByteArray());
  }

  /** White in the left half, or in the upper half. */
  private void mask(int height, int width, boolean left) throws IOException {
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < width * height; i++) {
      boolean white = left ? i % width < width / 2 : i / width < height / 2;
      mask.getRaster().setSample(i % width, i / width, 0, white ? 255 : 0);
    }
    pictures.write("masks/a.png", mask);
  }

  private static void assertBrightWhereWhite(Sample sample) {
    int plane = sample.labels().classes().length;
    for (int i = 0; i < plane; i++) {
      float value = sample.image().values()[i];
      assertEquals(sample.labels().at(i) == 1, value > 100, "pixel " + i);
    }
  }

  @Test
  void whereTheMaskLiesLikeTheStoredImageNeitherIsTurned() throws IOException {
    turnedImage(12);
    mask(12, 16, true);
    Sample sample = pictures.first();
    assertEquals(12, sample.image().height());
    assertBrightWhereWhite(sample);
    assertTrue(sample.image().notes().contains(AS_STORED), sample.image().notes().toString());
  }

  @Test
  void whereTheMaskLiesLikeTheUprightImageThatIsTurned() throws IOException {
    turnedImage(12);
    mask(16, 12, false);
    Sample sample = pictures.first();
    assertEquals(16, sample.image().height());
    assertBrightWhereWhite(sample);
    assertTrue(
        sample.image().notes().toString().contains("turned upright"),
        sample.image().notes()::toString);
  }

  @Test
  void whereBothFitItIsSaid() throws IOException {
    turnedImage(16);
    mask(16, 16, true);
    Sample sample = pictures.first();
    assertBrightWhereWhite(sample);
    String notes = sample.image().notes().toString();
    assertTrue(notes.contains("both ways fit, look at the contact sheet"), notes);
  }

  @Test
  void theCasesCanBeRead() {
    for (String name : List.of("exif", "gifmask", "mixedgrey")) {
      Dataset dataset =
          DatasetFolder.open(SharedData.requireCase("training/" + name), FolderOptions.usual());
      assertEquals(6, dataset.entries().size());
      for (Entry entry : dataset.entries()) {
        // Each mask has a square of 10 x 10; the first of exif one of 8 x 10. Counted with numpy.
        long expected = name.equals("exif") && entry.name().equals("a0") ? 80 : 100;
        assertEquals(expected, entry.read().labels().counts()[1], name + "/" + entry.name());
      }
    }
  }
}
