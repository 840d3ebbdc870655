package org.pixelwhy.medical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.tensor.InputException;

/** The library that reads JPEG 2000 has a licence of its own, and may be left out. */
class WithoutJpegTwoThousandTest {
  private final IIORegistry registry = IIORegistry.getDefaultInstance();
  private final List<ImageReaderSpi> takenOut = new ArrayList<>();

  @TempDir private Path folder;

  @BeforeEach
  void takeItOut() {
    registry
        .getServiceProviders(ImageReaderSpi.class, false)
        .forEachRemaining(
            spi -> {
              if (List.of(spi.getFormatNames()).contains("jpeg2000")) {
                takenOut.add(spi);
              }
            });
    takenOut.forEach(spi -> registry.deregisterServiceProvider(spi, ImageReaderSpi.class));
  }

  @AfterEach
  void putItBack() {
    takenOut.forEach(spi -> registry.registerServiceProvider(spi, ImageReaderSpi.class));
  }

  @Test
  void aFileThatNeedsItIsRefusedWithWhatToDo() throws IOException {
    assertEquals(1, takenOut.size());
    Path file = packed(DicomSyntax.JPEG_2000, "1.2.840.10008.1.2.4.91");
    String said = assertThrows(InputException.class, () -> ImageReader.read(file)).getMessage();
    assertTrue(said.startsWith(file.toString()), said);
    assertTrue(said.contains("JPEG 2000"), said);
    assertTrue(said.contains("jai-imageio-jpeg2000"), said);
  }

  /** A slice whose pixels are a packed part, of whatever. */
  private Path packed(DicomSyntax syntax, String uid) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new DicomFile(syntax, uid).format(2, 2, 1, 16, false).all());
    ByteBuffer pixels = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
    pixels.putShort((short) 0x7fe0).putShort((short) 0x0010).put((byte) 'O').put((byte) 'B');
    pixels.putShort((short) 0).putInt(-1);
    item(pixels, 0xe000, 0);
    item(pixels, 0xe000, 4).putInt(7);
    item(pixels, 0xe0dd, 0);
    bytes.write(pixels.array(), 0, pixels.position());
    return Files.write(folder.resolve("slice.dcm"), bytes.toByteArray());
  }

  private static ByteBuffer item(ByteBuffer into, int element, int length) {
    return into.putShort((short) 0xfffe).putShort((short) element).putInt(length);
  }
}
