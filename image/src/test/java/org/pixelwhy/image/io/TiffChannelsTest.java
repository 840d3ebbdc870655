package org.pixelwhy.image.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.image.Image;
import org.pixelwhy.tensor.InputException;

/**
 * The files were written by tifffile 2026 and imagecodecs; number i of an array, in C order, is
 * {@code (37 i + 11) % m} of an m that each test states.
 */
class TiffChannelsTest {
  @TempDir Path folder;

  private static Path shipped(String name) {
    try {
      return Path.of(TiffChannelsTest.class.getResource("/pictures/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int number(int i, int modulus) {
    return (37 * i + 11) % modulus;
  }

  private static void assertPlanes(Image image, List<Integer> extents, IntToDoubleFunction value) {
    assertEquals(extents, List.of(image.channels(), image.height(), image.width()));
    for (int i = 0; i < image.values().length; i++) {
      assertEquals((float) value.applyAsDouble(i), image.values()[i], "number " + i);
    }
  }

  /** Samples of a pixel lie side by side in the file. */
  private static void assertChunky(Image image, List<Integer> extents, IntToDoubleFunction value) {
    int channels = extents.get(0);
    int plane = extents.get(1) * extents.get(2);
    assertPlanes(image, extents, i -> value.applyAsDouble(i % plane * channels + i / plane));
  }

  @Test
  void fourSamplesOfAGreyPictureAreFourChannels() {
    Image image = ImageReader.read(shipped("chunky4.tif"));
    assertEquals(List.of(4, 12, 16), List.of(image.channels(), image.height(), image.width()));
    double sum = 0;
    for (float value : image.values()) {
      sum += value;
    }
    // Of tifffile: the sum, and the pixel of row 3, column 5.
    assertEquals(100282, sum);
    for (int c = 0; c < 4; c++) {
      assertEquals(List.of(249, 65, 197, 87).get(c), (int) image.at(c, 3, 5));
    }
    assertEquals(255, image.range());
  }

  @Test
  void wholeNumbersOf32BitsAreAsStored() {
    Image image = ImageReader.read(shipped("u32.tif"));
    assertPlanes(image, List.of(1, 24, 40), i -> 4_200_000L * i);
    assertEquals(4294967295f, image.range());
    assertEquals(4_027_800_000f, MaskReader.labels(shipped("u32.tif")).at(0, 23, 39));
    assertPlanes(
        ImageReader.read(shipped("i32.tif")), List.of(1, 9, 7), i -> number(i, 4001) - 2000);
  }

  @Test
  void planesOfTilesAreChannels() {
    assertPlanes(
        ImageReader.read(shipped("planar5.tif")), List.of(5, 20, 24), i -> number(i, 65521));
  }

  @Test
  void aSampleBesideTheColoursIsAChannelUnlessItIsOpacity() {
    Image four = ImageReader.read(shipped("rgbx.tif"));
    assertChunky(four, List.of(4, 9, 7), i -> number(i, 251));
    Image three = ImageReader.read(shipped("rgba.tif"));
    assertEquals(3, three.channels());
    assertEquals(List.of("dropped the alpha channel"), three.notes());
    assertEquals(number(4 * 8 + 2, 251), three.at(2, 1, 1));
  }

  @Test
  void floatsKeepTheirValues() {
    assertChunky(
        ImageReader.read(shipped("float2.tif")), List.of(2, 9, 7), i -> number(i, 997) / 8.0 - 30);
    assertChunky(
        ImageReader.read(shipped("half2.tif")),
        List.of(2, 9, 7),
        i -> (i % 2 == 0 ? 1 : -1) * number(i / 2, 997));
  }

  @Test
  void channelsOfImageJAndOmeArePages() {
    Image imagej = ImageReader.read(shipped("imagej.tif"));
    assertPlanes(imagej, List.of(3, 9, 7), i -> number(i, 65521));
    assertEquals(List.of("read 3 of 6 pages as channels"), imagej.notes());
    assertPlanes(ImageReader.read(shipped("ome.tif")), List.of(4, 9, 7), i -> number(i, 251));
    // Slices come before channels there: the first of two of each channel.
    Image slices = ImageReader.read(shipped("ome_cz.tif"));
    assertPlanes(slices, List.of(3, 9, 7), i -> number(i / 63 * 126 + i % 63, 251));
  }

  @Test
  void gifIsRead() {
    Image mask = MaskReader.labels(shipped("a0_mask.gif"));
    assertEquals(List.of(1, 32, 32), List.of(mask.channels(), mask.height(), mask.width()));
    // Of imagecodecs: so many pixels are white, the first in row 15, column 11.
    assertEquals(100, MaskReader.read(shipped("a0_mask.gif")).count());
    assertEquals(15 * 32 + 11, MaskReader.read(shipped("a0_mask.gif")).indices()[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"chunky4", "u32", "i32", "planar5", "rgbx", "float2", "half2", "imagej", "ome_cz"})
  void damagedFilesAreReadOrRefused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(shipped(name + ".tif"));
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      byte[] bytes = whole.clone();
      for (int k = 0; k <= random.nextInt(4); k++) {
        int[] values = {0, 255, 127, random.nextInt(256)};
        bytes[random.nextInt(Math.min(400, bytes.length))] = (byte) values[random.nextInt(4)];
      }
      Path file = Files.write(folder.resolve("d.tif"), bytes);
      try {
        ImageReader.read(file, new ReadLimits(1 << 20));
      } catch (InputException e) {
        refused++;
      }
    }
    assertTrue(refused > 0 && refused < 150, refused + " refused");
    Path cut = Files.write(folder.resolve("cut.tif"), Arrays.copyOf(whole, 200));
    assertThrows(InputException.class, () -> ImageReader.read(cut));
  }
}
