package org.pixelwhy.image.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Axis;
import org.pixelwhy.image.Axis.Spacing;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;

class TiffWriterTest {
  @TempDir Path folder;

  private static byte[] bytes(Grid map) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TiffWriter.write(bytes, map);
    return bytes.toByteArray();
  }

  @Test
  void theFileIsReadBackWithEveryBitOfItsValues() throws IOException {
    float[] values = {0, -1.5f, 1e-30f, 3.0000002f, 7, -8};
    Path file = Files.write(folder.resolve("map.tif"), bytes(new Grid(2, 3, values)));
    Image image = ImageReader.read(file);
    assertEquals(3, image.width());
    assertEquals(2, image.height());
    assertArrayEquals(values, image.values());
  }

  @Test
  void millimetresAreWrittenAsPixelsPerCentimetre() throws IOException {
    Axes axes =
        Axes.of(
            List.of(
                new Axis(Axis.ROWS, 1, Optional.of(Spacing.millimetres(2.5)), Optional.empty()),
                new Axis(
                    Axis.COLUMNS, 1, Optional.of(Spacing.millimetres(0.5)), Optional.empty())));
    ByteBuffer file = ByteBuffer.wrap(bytes(new Grid(axes, new float[] {1})));
    file.order(ByteOrder.LITTLE_ENDIAN);
    assertEquals(20.0, rational(file, 282), "columns: 10 / 0.5");
    assertEquals(4.0, rational(file, 283), "rows: 10 / 2.5");
    assertEquals(3, value(file, 296), "centimetres");
    ByteBuffer plain = ByteBuffer.wrap(bytes(new Grid(1, 1, new float[1])));
    assertEquals(1, value(plain.order(ByteOrder.LITTLE_ENDIAN), 296), "no unit");
  }

  private static double rational(ByteBuffer file, int tag) {
    int at = value(file, tag);
    return (double) file.getInt(at) / file.getInt(at + 4);
  }

  private static int value(ByteBuffer file, int tag) {
    for (int i = 0; i < file.getShort(8); i++) {
      int entry = 10 + 12 * i;
      if (file.getShort(entry) == tag) {
        return file.getInt(entry + 8);
      }
    }
    throw new AssertionError("no tag " + tag);
  }
}
