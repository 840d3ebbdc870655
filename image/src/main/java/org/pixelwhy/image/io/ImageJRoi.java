package org.pixelwhy.image.io;

import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.pixelwhy.image.Ellipse;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Polygon;
import org.pixelwhy.image.Rectangle;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Regions saved by ImageJ ({@code .roi}): rectangle, oval, polygon, freehand, traced, points and
 * composites.
 *
 * <p>A pixel belongs to a region when its centre lies inside. Lines, angles and fitted splines
 * enclose nothing that is stored and are refused. Deviation: ImageJ before 1.52 drew some edges of
 * polygons half a pixel off.
 *
 * @see <a href="https://imagej.net/ij/developer/source/ij/io/RoiDecoder.java.html">RoiDecoder</a>
 */
public final class ImageJRoi {
  private static final int HEADER = 64;
  private static final int LARGEST_FILE = 64 << 20;

  private static final int VERSION = 4;
  private static final int TYPE = 6;
  private static final int BOUNDS = 8;
  private static final int COUNT = 16;
  private static final int DOUBLE_BOUNDS = 18;
  private static final int SHAPE_SIZE = 36;
  private static final int OPTIONS = 50;
  private static final int ARC_SIZE = 54;

  private static final int SPLINE = 1;
  private static final int SUB_PIXEL = 128;
  private static final int FIRST_SUB_PIXEL_VERSION = 222;

  private final Path file;
  private final ByteBuffer data;

  private ImageJRoi(Path file, ByteBuffer data) {
    this.file = file;
    this.data = data;
  }

  /**
   * The pixels of a region in a picture of given size; what lies outside the picture is left out.
   *
   * @throws InputException if the file is missing, damaged, no ImageJ region, or a kind of region
   *     without an area
   */
  public static Mask read(Path file, int height, int width) {
    if (FileKind.of(file, "an ImageJ region (.roi)") != FileKind.ROI) {
      throw new InputException(file + ": is a picture or array, expected an ImageJ region (.roi)");
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST_FILE);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
    try {
      return new ImageJRoi(file, ByteBuffer.wrap(bytes)).mask(height, width);
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      throw new InputException(file + ": the ImageJ region is truncated", e);
    }
  }

  private Mask mask(int height, int width) {
    if (data.getInt(SHAPE_SIZE) > 0) {
      return composite().mask(height, width);
    }
    return switch (data.get(TYPE)) {
      case 0, 7, 8 -> polygon().mask(height, width);
      case 1 -> rectangle(height, width);
      case 2 -> {
        double[] bounds = bounds();
        yield new Ellipse(bounds[0], bounds[1], bounds[2], bounds[3]).mask(height, width);
      }
      case 3, 4, 5, 9 -> throw refused("a line or an angle, which encloses no pixels");
      case 10 -> points(height, width);
      default -> throw refused("of unknown type " + data.get(TYPE));
    };
  }

  private InputException refused(String what) {
    return new InputException(
        Text.format(
                "%s: the ImageJ region is %s; expected a rectangle, oval, polygon, freehand, traced, point",
                file, what)
            + " or composite region");
  }

  private Mask rectangle(int height, int width) {
    double[] bounds = bounds();
    int arc = data.getShort(ARC_SIZE);
    if (arc > 0) {
      return Polygon.of(
              new RoundRectangle2D.Double(bounds[0], bounds[1], bounds[2], bounds[3], arc, arc))
          .mask(height, width);
    }
    return new Rectangle(bounds[0], bounds[1], bounds[2], bounds[3]).mask(height, width);
  }

  /** Left, top, width, height. */
  private double[] bounds() {
    double[] bounds = new double[4];
    if (subPixel() && data.getShort(VERSION) > FIRST_SUB_PIXEL_VERSION) {
      for (int i = 0; i < 4; i++) {
        bounds[i] = coordinate(data.getFloat(DOUBLE_BOUNDS + 4 * i));
      }
    } else {
      bounds[0] = number(BOUNDS + 2);
      bounds[1] = number(BOUNDS);
      bounds[2] = number(BOUNDS + 6) - bounds[0];
      bounds[3] = number(BOUNDS + 4) - bounds[1];
    }
    if (bounds[2] <= 0 || bounds[3] <= 0) {
      throw new InputException(
          Text.format(
              "%s: the region is %s wide and %s high, it must be positive",
              file, bounds[2], bounds[3]));
    }
    return bounds;
  }

  private boolean subPixel() {
    return (data.getShort(OPTIONS) & SUB_PIXEL) != 0
        && data.getShort(VERSION) >= FIRST_SUB_PIXEL_VERSION;
  }

  /** ImageJ's 16-bit numbers: signed down to -5000, what is below stands for 32768 and more. */
  private int number(int at) {
    int signed = data.getShort(at);
    return signed < -5000 ? signed + 0x10000 : signed;
  }

  private double coordinate(float value) {
    if (!Float.isFinite(value)) {
      throw new InputException(file + ": the region has a coordinate that is not a number");
    }
    return value;
  }

  private Polygon polygon() {
    if ((data.getShort(OPTIONS) & SPLINE) != 0) {
      throw refused("a fitted spline; in ImageJ, interpolate it to a polygon first");
    }
    double[][] corners = coordinates();
    if (corners[0].length < 3) {
      throw refused(Text.format("a polygon with %d corners", corners[0].length));
    }
    return Polygon.of(corners[0], corners[1]);
  }

  /** All x, all y: relative 16-bit numbers, followed by absolute floats where sub-pixel. */
  private double[][] coordinates() {
    int count = Short.toUnsignedInt(data.getShort(COUNT));
    if (count == 0) {
      count = data.getInt(DOUBLE_BOUNDS);
    }
    int each = subPixel() ? 12 : 4;
    if (count < 1 || count > (data.limit() - HEADER) / each) {
      throw new InputException(
          Text.format("%s: claims %d points, the file is too short or damaged", file, count));
    }
    double[][] points = new double[2][count];
    for (int axis = 0; axis < 2; axis++) {
      int origin = number(axis == 0 ? BOUNDS + 2 : BOUNDS);
      for (int i = 0; i < count; i++) {
        int index = axis * count + i;
        points[axis][i] =
            subPixel()
                ? coordinate(data.getFloat(HEADER + 4 * count + 4 * index))
                : origin + Math.max(0, number(HEADER + 2 * index));
      }
    }
    return points;
  }

  private Mask points(int height, int width) {
    double[][] points = coordinates();
    BitSet members = new BitSet();
    for (int i = 0; i < points[0].length; i++) {
      int column = (int) Math.floor(points[0][i]);
      int row = (int) Math.floor(points[1][i]);
      if (row >= 0 && row < height && column >= 0 && column < width) {
        members.set(row * width + column);
      }
    }
    return Mask.of(new int[] {height, width}, members::get);
  }

  /** Path segments as floats: 0 move, 1 line, 2 quadratic, 3 cubic, 4 close. */
  private Polygon composite() {
    int length = data.getInt(SHAPE_SIZE);
    if (length > (data.limit() - HEADER) / 4) {
      throw new InputException(file + ": the composite region is truncated");
    }
    float[] floats = new float[length];
    data.position(HEADER).asFloatBuffer().get(floats);
    for (float value : floats) {
      coordinate(value);
    }
    Path2D.Double path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    int i = 0;
    while (i < length) {
      int kind = (int) floats[i++];
      if (kind != 0 && kind != 4 && path.getCurrentPoint() == null) {
        throw new InputException(file + ": the composite region does not start with a move");
      }
      switch (kind) {
        case 0 -> path.moveTo(floats[i], floats[i + 1]);
        case 1 -> path.lineTo(floats[i], floats[i + 1]);
        case 2 -> path.quadTo(floats[i], floats[i + 1], floats[i + 2], floats[i + 3]);
        case 3 ->
            path.curveTo(
                floats[i],
                floats[i + 1],
                floats[i + 2],
                floats[i + 3],
                floats[i + 4],
                floats[i + 5]);
        case 4 -> close(path);
        default -> throw refused("a composite with the unknown segment " + kind);
      }
      i += kind == 4 ? 0 : Math.max(2, 2 * kind);
    }
    return Polygon.of(path);
  }

  private void close(Path2D path) {
    if (path.getCurrentPoint() == null) {
      throw new InputException(file + ": the composite region closes a path that it never began");
    }
    path.closePath();
  }
}
