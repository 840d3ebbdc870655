package org.pixelwhy.image.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.SharedData;
import org.pixelwhy.image.Image;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

class ImageReaderTest {
  @TempDir Path folder;

  private Path write(String name, String format, BufferedImage picture) throws IOException {
    Path file = folder.resolve(name);
    assertTrue(ImageIO.write(picture, format, file.toFile()));
    return file;
  }

  private InputException refused(Path file) {
    return assertThrows(InputException.class, () -> ImageReader.read(file));
  }

  /** A picture whose stored sample in column x, row y is 16 y + x in every band, times a factor. */
  private static BufferedImage ramp(int type, int factor) {
    BufferedImage picture = new BufferedImage(4, 3, type);
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 4; x++) {
        for (int band = 0; band < picture.getRaster().getNumBands(); band++) {
          picture.getRaster().setSample(x, y, band, (16 * y + x) * factor + band);
        }
      }
    }
    return picture;
  }

  @Test
  void colourComesAsRedGreenBluePlanes() throws IOException {
    BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
    picture.setRGB(0, 0, 0x010203);
    picture.setRGB(1, 0, 0xfffefd);
    Image image = ImageReader.read(write("a.png", "png", picture));
    assertArrayEquals(new float[] {1, 255, 2, 254, 3, 253}, image.values());
    assertEquals(255, image.range());
    assertEquals(List.of(), image.notes());
  }

  @Test
  void sixteenBitsStaySixteenBits() throws IOException {
    BufferedImage picture = ramp(BufferedImage.TYPE_USHORT_GRAY, 1000);
    for (String format : List.of("png", "tiff")) {
      Image image = ImageReader.read(write("deep." + format, format, picture));
      assertEquals(65535, image.range());
      assertEquals(1, image.channels());
      assertEquals(35000, image.at(0, 2, 3));
    }
  }

  @Test
  void alphaIsDroppedWithANote() throws IOException {
    BufferedImage picture = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
    picture.setRGB(0, 0, 0x40102030);
    Image image = ImageReader.read(write("alpha.png", "png", picture));
    assertArrayEquals(new float[] {0x10, 0x20, 0x30}, image.values());
    assertEquals(List.of("dropped the alpha channel"), image.notes());
  }

  @Test
  void palettesAreExpanded() throws IOException {
    byte[] red = {0, (byte) 200};
    byte[] green = {0, 100};
    byte[] blue = {0, 50};
    IndexColorModel palette = new IndexColorModel(1, 2, red, green, blue);
    BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
    picture.getRaster().setSample(1, 0, 0, 1);
    Image image = ImageReader.read(write("palette.png", "png", picture));
    assertArrayEquals(new float[] {0, 200, 0, 100, 0, 50}, image.values());
  }

  @Test
  void oneBitIsBlackAndWhite() throws IOException {
    BufferedImage picture = new BufferedImage(9, 1, BufferedImage.TYPE_BYTE_BINARY);
    picture.getRaster().setSample(8, 0, 0, 1);
    for (String format : List.of("png", "tiff")) {
      Image image = ImageReader.read(write("bits." + format, format, picture));
      assertEquals(1, image.channels());
      assertArrayEquals(new float[] {0, 0, 0, 0, 0, 0, 0, 0, 255}, image.values());
    }
  }

  @Test
  void theContentDecidesNotTheName() throws IOException {
    Path png = write("really-png.jpg", "png", ramp(BufferedImage.TYPE_BYTE_GRAY, 1));
    assertEquals(16 * 2 + 3, ImageReader.read(png).at(0, 2, 3));
  }

  @ParameterizedTest
  @CsvSource({"jpg, 1", "jpg, 3"})
  void jpegIsReadAsGreyOrColour(String format, int channels) throws IOException {
    int type = channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage picture = new BufferedImage(16, 16, type);
    for (int i = 0; i < 256; i++) {
      picture.setRGB(i % 16, i / 16, 0x808080);
    }
    Image image = ImageReader.read(write("a.jpg", format, picture));
    assertEquals(channels, image.channels());
    for (float value : image.values()) {
      assertEquals(picture.getRaster().getSample(0, 0, 0), value, 1);
    }
  }

  @Test
  void arraysAreReadWithChannelsFirstOrLast() {
    float[] values = new float[2 * 5 * 6];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Path file = folder.resolve("a.npy");
    Npy.write(file, Tensor.of(values, 1, 2, 5, 6));
    assertArrayEquals(values, ImageReader.read(file).values());
    Npy.write(file, Tensor.of(values, 5, 6, 2));
    assertEquals(2 * (6 * 3 + 4) + 1, ImageReader.read(file).at(1, 3, 4));
    Npy.write(file, Tensor.of(values, 10, 6));
    assertEquals(1, ImageReader.read(file).channels());
    Npy.write(file, Tensor.of(values, 60));
    assertTrue(refused(file).getMessage().contains("[60] is no picture"));
  }

  @Test
  void valuesThatAreNotFiniteAreCountedAndLocated() {
    float[] values = new float[12];
    values[7] = Float.NaN;
    values[10] = Float.NEGATIVE_INFINITY;
    Path file = folder.resolve("nan.npy");
    Npy.write(file, Tensor.of(values, 3, 4));
    String message = refused(file).getMessage();
    assertTrue(message.contains("2 of 12 values"), message);
    assertTrue(message.contains("x=3 y=1"), message);
  }

  @Test
  void aSmallFileClaimingManyPixelsIsRefusedUnread() throws IOException {
    String message = refused(hugePng(60000)).getMessage();
    assertTrue(message.contains("60000 x 60000"), message);
    String damaged = refused(hugePng(12000)).getMessage();
    assertTrue(damaged.contains("cannot hold"), damaged);
  }

  private Path hugePng(int extent) throws IOException {
    byte[] bytes = PngWriter.bytes(new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY));
    ByteBuffer header = ByteBuffer.wrap(bytes);
    header.putInt(16, extent).putInt(20, extent);
    CRC32 crc = new CRC32();
    crc.update(bytes, 12, 17);
    header.putInt(29, (int) crc.getValue());
    return Files.write(folder.resolve("huge.png"), bytes);
  }

  @Test
  void theLimitIsAnOption() throws IOException {
    Path file = write("a.png", "png", ramp(BufferedImage.TYPE_INT_RGB, 1));
    assertEquals(3, ImageReader.read(file, new ReadLimits(36)).channels());
    assertThrows(InputException.class, () -> ImageReader.read(file, new ReadLimits(35)));
    Path array = folder.resolve("a.npy");
    Npy.write(array, Tensor.of(new float[36], 3, 12));
    assertEquals(12, ImageReader.read(array, new ReadLimits(36)).width());
    assertThrows(InputException.class, () -> ImageReader.read(array, new ReadLimits(35)));
    assertThrows(InputException.class, () -> new ReadLimits(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "tiff"})
  void truncatedAndDamagedFilesAreRefusedOrRead(String format) throws IOException {
    byte[] whole =
        Files.readAllBytes(write("a." + format, format, ramp(BufferedImage.TYPE_3BYTE_BGR, 1)));
    for (int length = 0; length < whole.length; length++) {
      readOrRefuse(Arrays.copyOf(whole, length));
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] = (byte) ~damaged[at];
      readOrRefuse(damaged);
    }
  }

  private void readOrRefuse(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("damaged"), bytes);
    try {
      assertTrue(ImageReader.read(file).values().length > 0);
    } catch (InputException e) {
      assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "tiff"})
  void halfAFileIsRefused(String format) throws IOException {
    BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64 * 64; i++) {
      picture.getRaster().setSample(i % 64, i / 64, 0, i * i % 251);
    }
    byte[] whole = Files.readAllBytes(write("whole." + format, format, picture));
    Path half = Files.write(folder.resolve("half"), Arrays.copyOf(whole, whole.length / 2));
    assertTrue(refused(half).getMessage().contains("truncated"));
  }

  @Test
  void otherFilesAreNamedForWhatTheyAre() throws IOException {
    Path file = folder.resolve("x.png");
    Files.write(file, new byte[0]);
    assertTrue(refused(file).getMessage().contains("empty"));
    Files.writeString(file, "hello, world");
    assertTrue(refused(file).getMessage().contains("a text file"));
    Files.writeString(file, "GIF89a and more");
    assertTrue(refused(file).getMessage().contains("GIF"));
    assertTrue(refused(folder.resolve("none")).getMessage().contains("no such file"));
    assertTrue(refused(folder).getMessage().contains("folder"));
  }

  @Test
  void writtenPngsAreReadBack() throws IOException {
    Path file = folder.resolve("w.png");
    PngWriter.write(file, ramp(BufferedImage.TYPE_BYTE_GRAY, 3));
    assertEquals((16 + 2) * 3, ImageReader.read(file).at(0, 1, 2));
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    again.writeBytes(PngWriter.bytes(ramp(BufferedImage.TYPE_BYTE_GRAY, 3)));
    assertArrayEquals(Files.readAllBytes(file), again.toByteArray());
  }

  @Test
  void realPicturesAreRead() {
    Image photo = ImageReader.read(SharedData.require("models/selfie/Test.jpg"));
    assertEquals(3, photo.channels());
    Image input = ImageReader.read(SharedData.require("models/nuclei-bioimageio/test_input.npy"));
    assertEquals("1 512 512", input.channels() + " " + input.height() + " " + input.width());
    String cell = "00071198d059ba7f5914a526d124d28e6d010c92466da21d4a04cd5413362552";
    Path nuclei = SharedData.require("nuclei-dsb2018/" + cell + "/images/" + cell + ".png");
    assertEquals(List.of("dropped the alpha channel"), ImageReader.read(nuclei).notes());
  }
}
