package org.example.graymap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.example.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.Inquiry;
import org.pixelwhy.PixelWhy;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.tensor.InputException;

/** The class path alone makes a format from outside known, to programs and command line. */
class GraymapFormatTest {
  private static final Path NETWORK = Path.of("..", "docs", "example", "testnet.onnx");
  private static final Path IMAGE = Path.of("..", "docs", "example", "testnet.png");

  @TempDir Path folder;

  private Path write(String header, byte... pixels) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(pixels);
    return Files.write(folder.resolve("image.pgm"), bytes.toByteArray());
  }

  /** The example's picture as a graymap. */
  private Path graymap() throws IOException {
    Image image = ImageReader.read(IMAGE);
    byte[] pixels = new byte[image.height() * image.width()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) image.values()[i];
    }
    return write("P5\n# cells\n" + image.width() + " " + image.height() + "\n255\n", pixels);
  }

  @Test
  void pixelsAreReadRowByRow() throws IOException {
    Image image = ImageReader.read(write("P5 3 #wide\n2\t200\n", new byte[] {0, 1, 2, 3, -56, 5}));
    assertEquals(3, image.width());
    assertEquals(2, image.height());
    assertEquals(200, image.range());
    assertArrayEquals(new float[] {0, 1, 2, 3, 200, 5}, image.values());
  }

  @Test
  void programsExplainItLikeTheSamePictureInAnotherFormat() throws IOException {
    try (PixelWhy why = PixelWhy.of(NETWORK).threads(1).open();
        Inquiry png = why.image(IMAGE);
        Inquiry pgm = why.image(graymap())) {
      assertEquals(
          png.ask("class", "saliency").map().values(), pgm.ask("class", "saliency").map().values());
    }
  }

  @Test
  void theCommandLineExplainsIt() throws Exception {
    Path out = folder.resolve("why");
    String[] request = {"explain", "--model", NETWORK.toString(), "--method", "saliency"};
    Cli.run(folder, request, "--image", graymap().toString(), "--out", out.toString());
    assertTrue(Files.exists(out.resolve("image/saliency.npy")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "P5 2 2 255 abc | is cut off",
        "P5 2 two 255 abcd | expected width, height and white",
        "P5 | expected width, height and white",
        "P5 0 2 255 abcd | at least one of each is needed",
        "P5 999999999 999999999 255 abcd | more than the limit",
        "P5 2 2 65535 abcdefgh | expected white to be 1 to 255"
      })
  void damagedFilesAreRefusedByName(String content, String message) throws IOException {
    Path file = write(content);
    InputException e = assertThrows(InputException.class, () -> ImageReader.read(file));
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void aSliceOfAPictureIsRefused() throws IOException {
    ImageSource slice = new ImageSource.Slices(graymap(), Plane.AXIAL, 0);
    try (OpenVolumes volumes = new OpenVolumes(1 << 20)) {
      InputException e = assertThrows(InputException.class, () -> volumes.read(slice));
      assertTrue(e.getMessage().endsWith("image.pgm: is a picture, not a volume"), e.getMessage());
    }
  }
}
