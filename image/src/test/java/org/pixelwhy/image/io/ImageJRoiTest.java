package org.pixelwhy.image.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.image.Ellipse;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Polygon;
import org.pixelwhy.image.Rectangle;
import org.pixelwhy.tensor.InputException;

class ImageJRoiTest {
  @TempDir Path folder;

  /** A header of version 227 with bounds (top, left, bottom, right), and room behind it. */
  private static ByteBuffer roi(int type, int[] bounds, int room) {
    ByteBuffer data = ByteBuffer.allocate(64 + room);
    data.put("Iout".getBytes()).putShort((short) 227).put((byte) type).put((byte) 0);
    for (int bound : bounds) {
      data.putShort((short) bound);
    }
    return data;
  }

  private Mask read(ByteBuffer data, int height, int width) throws IOException {
    return ImageJRoi.read(Files.write(folder.resolve("a.roi"), data.array()), height, width);
  }

  private InputException refused(ByteBuffer data) {
    return assertThrows(InputException.class, () -> read(data, 8, 8));
  }

  private static ByteBuffer polygon(int type, int[] bounds, int[] x, int[] y) {
    ByteBuffer data = roi(type, bounds, 4 * x.length);
    data.putShort(16, (short) x.length);
    data.position(64);
    Arrays.stream(x).forEach(value -> data.putShort((short) value));
    Arrays.stream(y).forEach(value -> data.putShort((short) value));
    return data;
  }

  @Test
  void aRectangleCoversItsPixels() throws IOException {
    Mask mask = read(roi(1, new int[] {2, 1, 4, 6}, 0), 5, 8);
    assertEquals(new Rectangle(1, 2, 5, 2).mask(5, 8), mask);
    assertEquals(10, mask.count());
  }

  @Test
  void aRoundedRectangleLosesItsCorners() throws IOException {
    ByteBuffer data = roi(1, new int[] {0, 0, 8, 8}, 0);
    data.putShort(54, (short) 6);
    Mask mask = read(data, 8, 8);
    assertTrue(!mask.get(0, 0) && mask.get(0, 3) && mask.get(4, 0) && mask.get(1, 1));
  }

  @Test
  void aRectangleMayHaveFractions() throws IOException {
    ByteBuffer data = roi(1, new int[] {0, 0, 3, 3}, 0);
    data.putShort(50, (short) 128);
    data.putFloat(18, 0.6f).putFloat(22, 0.4f).putFloat(26, 2f).putFloat(30, 2f);
    assertArrayEquals(new int[] {1, 2, 5, 6}, read(data, 4, 4).indices());
  }

  @Test
  void anOvalHoldsThePixelsWithinIt() throws IOException {
    Mask mask = read(roi(2, new int[] {1, 2, 8, 11}, 0), 10, 12);
    assertEquals(new Ellipse(2, 1, 9, 7).mask(10, 12), mask);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8})
  void polygonsAreFilledRelativeToTheirCorner(int type) throws IOException {
    int[] x = {0, 4, 4, 2, 2, 0};
    int[] y = {0, 0, 2, 2, 4, 4};
    Mask mask = read(polygon(type, new int[] {1, 3, 5, 7}, x, y), 8, 8);
    double[] absoluteX = {3, 7, 7, 5, 5, 3};
    double[] absoluteY = {1, 1, 3, 3, 5, 5};
    assertEquals(Polygon.of(absoluteX, absoluteY).mask(8, 8), mask);
    assertEquals(12, mask.count());
  }

  @Test
  void subPixelCoordinatesAreUsed() throws IOException {
    ByteBuffer data = roi(0, new int[] {0, 0, 3, 3}, 3 * 12);
    data.putShort(16, (short) 3).putShort(50, (short) 128);
    data.position(64 + 12);
    for (float value : new float[] {0.4f, 3.4f, 0.4f, 0.4f, 0.4f, 3.4f}) {
      data.putFloat(value);
    }
    double[] x = {0.4f, 3.4f, 0.4f};
    double[] y = {0.4f, 0.4f, 3.4f};
    assertEquals(Polygon.of(x, y).mask(4, 4), read(data, 4, 4));
    assertArrayEquals(new int[] {0, 1, 2, 4, 5, 8}, read(data, 4, 4).indices());
  }

  @Test
  void pointsAreSinglePixels() throws IOException {
    ByteBuffer data =
        polygon(10, new int[] {1, 2, 9, 9}, new int[] {0, 1, 90}, new int[] {0, 2, 0});
    assertArrayEquals(new int[] {1 * 5 + 2, 3 * 5 + 3}, read(data, 4, 5).indices());
  }

  @Test
  void aCompositeMayHaveAHole() throws IOException {
    float[] segments = {
      0, 0, 0, 1, 6, 0, 1, 6, 6, 1, 0, 6, 4, 0, 2, 2, 1, 4, 2, 1, 4, 4, 1, 2, 4, 4,
    };
    ByteBuffer data = roi(1, new int[] {0, 0, 6, 6}, segments.length * 4);
    data.putInt(36, segments.length);
    data.position(64);
    for (float segment : segments) {
      data.putFloat(segment);
    }
    Mask mask = read(data, 7, 7);
    assertEquals(36 - 4, mask.count());
    assertTrue(mask.get(1, 1) && !mask.get(2, 2) && !mask.get(3, 3) && mask.get(4, 4));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 9, 6, 77})
  void whatHasNoAreaIsRefused(int type) {
    InputException e = refused(polygon(type, new int[] {0, 0, 4, 4}, new int[4], new int[4]));
    assertTrue(e.getMessage().contains("expected a rectangle"), e.getMessage());
  }

  @Test
  void aFittedSplineIsRefused() {
    ByteBuffer data = polygon(0, new int[] {0, 0, 4, 4}, new int[4], new int[4]);
    data.putShort(50, (short) 1);
    assertTrue(refused(data).getMessage().contains("spline"));
  }

  @Test
  void everyTruncationIsRefusedAndDamageNeverFailsOtherwise() throws IOException {
    int[] corners = {0, 5, 2};
    byte[] whole = polygon(0, new int[] {0, 0, 5, 5}, corners, new int[] {0, 0, 5}).array();
    for (int length = 0; length < whole.length; length++) {
      refused(ByteBuffer.wrap(Arrays.copyOf(whole, length)));
    }
    for (int at = 4; at < whole.length; at++) {
      for (byte value : new byte[] {-1, 0x7f, 1, 10}) {
        byte[] damaged = whole.clone();
        damaged[at] = value;
        readOrRefuse(damaged);
      }
    }
  }

  private void readOrRefuse(byte[] bytes) throws IOException {
    try {
      assertTrue(read(ByteBuffer.wrap(bytes), 8, 8).count() <= 64);
    } catch (InputException e) {
      assertTrue(e.getMessage().contains("a.roi"), e.getMessage());
    }
  }
}
