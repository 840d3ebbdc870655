package org.pixelwhy.image.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.RenderedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.image.Image;

/** TIFF and JPEG variants, and EXIF orientation. */
class PictureFormatsTest {
  @TempDir Path folder;

  /** The JDK's own writer, which knows float and 16-bit colour TIFFs; the reader is another's. */
  private static ImageWriter writer(String format) {
    Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format);
    ImageWriter writer = writers.next();
    while (writer.getClass().getName().startsWith("com.twelvemonkeys")) {
      writer = writers.next();
    }
    return writer;
  }

  private Path write(String format, IIOImage picture, String compression) throws IOException {
    Path file = folder.resolve("picture." + format);
    ImageWriter writer = writer(format);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      ImageWriteParam options = writer.getDefaultWriteParam();
      if (compression != null) {
        options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        options.setCompressionType(compression);
      }
      writer.write(null, picture, options);
    } finally {
      writer.dispose();
    }
    return file;
  }

  private static RenderedImage floats(int bands) {
    int space = bands == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB;
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(space),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_FLOAT);
    WritableRaster raster = model.createCompatibleWritableRaster(5, 3);
    for (int i = 0; i < 15 * bands; i++) {
      raster.setSample(i / bands % 5, i / bands / 5, i % bands, i * 1.25f - 3);
    }
    return new BufferedImage(model, raster, false, null);
  }

  @ParameterizedTest
  @CsvSource({
    "1, ",
    "3, ",
    "1, LZW",
    "3, LZW",
    "1, Deflate",
    "3, Deflate",
    "1, ZLib",
  })
  void floatTiffsKeepTheirValues(int bands, String compression) throws IOException {
    Path file = write("tiff", new IIOImage(floats(bands), null, null), compression);
    Image image = ImageReader.read(file);
    assertEquals(bands, image.channels());
    assertEquals(1, image.range());
    for (int i = 0; i < 15 * bands; i++) {
      assertEquals(i * 1.25f - 3, image.at(i % bands, i / bands / 5, i / bands % 5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LZW", "Deflate", "PackBits", "None"})
  void integerTiffsKeepTheirValuesUnderEveryCompression(String compression) throws IOException {
    for (int type : List.of(BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY)) {
      BufferedImage picture = new BufferedImage(7, 5, type);
      int factor = type == BufferedImage.TYPE_USHORT_GRAY ? 1700 : 7;
      for (int i = 0; i < 35; i++) {
        picture.getRaster().setSample(i % 7, i / 7, 0, i * factor);
      }
      String name = compression.equals("None") ? null : compression;
      Image image = ImageReader.read(write("tiff", new IIOImage(picture, null, null), name));
      for (int i = 0; i < 35; i++) {
        assertEquals(i * factor, image.values()[i]);
      }
    }
  }

  @Test
  void colourTiffsWithSixteenBitsKeepThem() throws IOException {
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            Transparency.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
    raster.setPixel(0, 0, new int[] {1, 300, 65535});
    BufferedImage picture = new BufferedImage(model, raster, false, null);
    Image image = ImageReader.read(write("tiff", new IIOImage(picture, null, null), "LZW"));
    assertArrayEquals(new float[] {1, 300, 65535}, image.values());
    assertEquals(65535, image.range());
  }

  @Test
  void cmykJpegsBecomeRgb() throws IOException {
    WritableRaster raster =
        Raster.createWritableRaster(new BandedSampleModel(DataBuffer.TYPE_BYTE, 16, 16, 4), null);
    // Adobe's files store 255 minus the ink.
    for (int i = 0; i < 256; i++) {
      raster.setPixel(i % 16, i / 16, new int[] {255, 0, 0, 255});
    }
    byte[] jpeg = Files.readAllBytes(write("jpeg", new IIOImage(raster, null, null), null));
    byte[] adobe = HexFormat.of().parseHex("ffee000e41646f626500640000000000");
    Path file = withSegment(jpeg, adobe);
    Image image = ImageReader.read(file);
    assertEquals(3, image.channels());
    assertTrue(image.at(0, 8, 8) > 150, "red " + image.at(0, 8, 8));
    assertTrue(image.at(2, 8, 8) < 100, "blue " + image.at(2, 8, 8));
  }

  @Test
  void theFirstOfSeveralPagesIsReadWithANote() throws IOException {
    Path file = folder.resolve("pages.tiff");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int page = 0; page < 2; page++) {
        BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setSample(0, 0, 0, 10 + page);
        writer.writeToSequence(new IIOImage(picture, null, null), null);
      }
      writer.endWriteSequence();
    } finally {
      writer.dispose();
    }
    Image image = ImageReader.read(file);
    assertEquals(10, image.at(0, 0, 0));
    assertEquals(List.of("read the first of 2 pages"), image.notes());
  }

  /** A JPEG with an EXIF segment that says only this orientation. */
  private Path oriented(int orientation) throws IOException {
    BufferedImage picture = new BufferedImage(32, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) {
      picture.getRaster().setSample(i % 8, i / 8, 0, 255);
    }
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpg", plain);
    ByteBuffer exif = ByteBuffer.allocate(36);
    exif.putShort((short) 0xffe1).putShort((short) 34).put("Exif\0\0".getBytes());
    exif.put("MM\0*".getBytes()).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return withSegment(plain.toByteArray(), exif.array());
  }

  /** Puts a segment behind a JPEG's first marker. */
  private Path withSegment(byte[] jpeg, byte[] segment) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(jpeg, 0, 2);
    all.writeBytes(segment);
    all.write(jpeg, 2, jpeg.length - 2);
    return Files.write(folder.resolve("segment.jpg"), all.toByteArray());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 16, 32, top, left",
    "2, 16, 32, top, right",
    "3, 16, 32, bottom, right",
    "4, 16, 32, bottom, left",
    "5, 32, 16, top, left",
    "6, 32, 16, top, right",
    "7, 32, 16, bottom, right",
    "8, 32, 16, bottom, left",
  })
  void everyExifOrientationPutsTheStoredCornerWhereItBelongs(
      int orientation, int height, int width, String vertical, String horizontal)
      throws IOException {
    Image image = ImageReader.read(oriented(orientation));
    assertEquals(height + " x " + width, image.height() + " x " + image.width());
    int row = vertical.equals("top") ? 2 : height - 3;
    int column = horizontal.equals("left") ? 2 : width - 3;
    assertTrue(image.at(0, row, column) > 200);
    assertTrue(image.at(0, height - 1 - row, column) < 50);
    assertTrue(image.at(0, row, width - 1 - column) < 50);
    assertEquals(orientation == 1, image.notes().isEmpty());
  }

  @Test
  void quarterTurnsDifferFromMirrorings() {
    Image stored = new Image(1, 2, 3, new float[] {1, 2, 3, 4, 5, 6}, 255);
    float[] clockwise = Orientation.ofExif(6).apply(stored, List.of()).values();
    assertArrayEquals(new float[] {4, 1, 5, 2, 6, 3}, clockwise);
    float[] counterclockwise = Orientation.ofExif(8).apply(stored, List.of()).values();
    assertArrayEquals(new float[] {3, 6, 2, 5, 1, 4}, counterclockwise);
    float[] transposed = Orientation.ofExif(5).apply(stored, List.of()).values();
    assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, transposed);
    float[] transverse = Orientation.ofExif(7).apply(stored, List.of()).values();
    assertArrayEquals(new float[] {6, 3, 5, 2, 4, 1}, transverse);
    assertFalse(Orientation.ofExif(6).apply(stored, List.of()).notes().isEmpty());
  }
}
