package org.pixelwhy.image.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.SharedData;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class MaskReaderTest {
  @TempDir Path folder;

  private Path grey(int... samples) {
    BufferedImage picture = new BufferedImage(samples.length, 1, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSamples(0, 0, samples.length, 1, 0, samples);
    Path file = folder.resolve("mask.png");
    PngWriter.write(file, picture);
    return file;
  }

  @Test
  void whatIsNotZeroIsAMember() {
    Mask mask = MaskReader.read(grey(0, 1, 255, 0, 7));
    assertArrayEquals(new int[] {1, 2, 4}, mask.indices());
    assertArrayEquals(new int[] {1, 5}, mask.extents());
  }

  @Test
  void aLabelIsChosen() {
    assertArrayEquals(new int[] {2, 4}, MaskReader.read(grey(0, 1, 7, 0, 7), 7).indices());
    Path array = folder.resolve("labels.npy");
    Npy.write(array, Tensor.of(new long[] {3, 300, 0, 300}, 2, 2));
    assertArrayEquals(new int[] {1, 3}, MaskReader.read(array, 300).indices());
  }

  @Test
  void inAPaletteTheLabelIsTheIndex() {
    byte[] red = {0, 0, (byte) 128};
    byte[] green = {0, 64, 0};
    byte[] blue = {0, 0, 9};
    IndexColorModel palette = new IndexColorModel(8, 3, red, green, blue);
    BufferedImage picture = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_INDEXED, palette);
    picture.getRaster().setSamples(0, 0, 3, 1, 0, new int[] {2, 0, 1});
    Path file = folder.resolve("palette.png");
    PngWriter.write(file, picture);
    assertArrayEquals(new int[] {0}, MaskReader.read(file, 2).indices());
    assertArrayEquals(new int[] {0, 2}, MaskReader.read(file).indices());
  }

  @Test
  void aColourPictureHasMembersButNoLabels() {
    BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(1, 0, 0x0000ff);
    Path file = folder.resolve("colour.png");
    PngWriter.write(file, picture);
    assertArrayEquals(new int[] {1}, MaskReader.read(file).indices());
    assertThrows(InputException.class, () -> MaskReader.read(file, 255));
  }

  @Test
  void realMasksAreRead() {
    String cell = "00071198d059ba7f5914a526d124d28e6d010c92466da21d4a04cd5413362552";
    Path mask =
        SharedData.require(
            "nuclei-dsb2018/%s/masks/%s.png"
                .formatted(
                    cell, "07a9bf1d7594af2763c86e93f05d22c4d5181353c6d3ab30a345b908ffe5aadc"));
    assertEquals(MaskReader.read(mask), MaskReader.read(mask, 255));
  }
}
