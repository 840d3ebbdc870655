package org.pixelwhy.render;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.Resampling;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Colours to look at: a finished picture, or a layer with transparency to lay over one.
 *
 * <p>The array is not copied and must not be changed.
 *
 * @param height number of rows
 * @param width number of columns
 * @param argb {@code [height, width]} in C order; alpha, red, green, blue of 8 bits each, not
 *     premultiplied
 */
public record Picture(int height, int width, int[] argb) {
  static final int OPAQUE = 0xff000000;

  private static final double DIMMED = 0.62;

  /** More than any screen or report shows; keeps absurd requests from exhausting the memory. */
  private static final long MOST_PIXELS = 1L << 28;

  public Picture {
    if (height < 1 || width < 1 || argb.length != (long) height * width) {
      throw new InputException(
          Text.format(
              "a picture of %d rows and %d columns cannot hold %d pixels",
              height, width, argb.length));
    }
  }

  /**
   * How an image looks: 8-bit images as they are, others stretched from their least to their
   * greatest finite value.
   *
   * <p>Three channels are taken as red, green and blue; of any other number the first is shown as
   * grey. Values that are not finite are black.
   */
  public static Picture of(Image image) {
    return ImageDisplay.picture(image);
  }

  /** How an image looks through a window: black below it, white above. */
  public static Picture of(Image image, IntensityWindow window) {
    return ImageDisplay.picture(image, window.low(), window.high());
  }

  static int[] allocate(long height, long width) {
    if (height < 1 || width < 1 || height > MOST_PIXELS / width) {
      throw new InputException(
          Text.format(
              "cannot draw a picture of %d rows and %d columns; at most %d pixels are possible",
              height, width, MOST_PIXELS));
    }
    return new int[(int) (height * width)];
  }

  /** The colour of a pixel, alpha first. */
  public int at(int row, int column) {
    return argb[row * width + column];
  }

  /**
   * This picture with a layer of the same size over it.
   *
   * @param opacity what the layer's own alpha is multiplied by, from 0 (invisible) to 1
   */
  public Picture with(Picture layer, double opacity) {
    if (layer.height != height || layer.width != width) {
      throw new InputException(
          Text.format(
              "a layer of %d x %d pixels does not cover a picture of %d x %d; resample it first",
              layer.height, layer.width, height, width));
    }
    if (!(opacity >= 0 && opacity <= 1)) {
      throw new InputException("illegal opacity: " + opacity + ", must be between 0 and 1");
    }
    int[] blended = new int[argb.length];
    for (int i = 0; i < argb.length; i++) {
      blended[i] = Blend.over(argb[i], layer.argb[i], opacity);
    }
    return new Picture(height, width, blended);
  }

  /** This picture with a layer of the same size over it, as opaque as the layer itself says. */
  public Picture with(Picture layer) {
    return with(layer, 1);
  }

  /** Every pixel as a square of {@code factor} by {@code factor} pixels. */
  public Picture enlarged(int factor) {
    if (factor < 1) {
      throw new InputException("illegal factor: " + factor + ", must be at least 1");
    }
    int[] large = allocate((long) height * factor, (long) width * factor);
    int columns = width * factor;
    for (int i = 0; i < large.length; i++) {
      large[i] = at(i / columns / factor, i % columns / factor);
    }
    return new Picture(height * factor, columns, large);
  }

  /**
   * An opaque picture in another size: bilinear when enlarging, an average over the covered pixels
   * when shrinking.
   */
  public Picture resized(int newHeight, int newWidth) {
    if (newHeight == height && newWidth == width) {
      return this;
    }
    int[] resized = allocate(newHeight, newWidth);
    Arrays.fill(resized, OPAQUE);
    float[] channel = new float[argb.length];
    for (int shift = 0; shift <= 16; shift += 8) {
      for (int i = 0; i < argb.length; i++) {
        channel[i] = argb[i] >> shift & 0xff;
      }
      Grid plane = new Grid(height, width, channel);
      float[] values = Resampling.BILINEAR_ANTIALIASED.resize(plane, newHeight, newWidth).values();
      for (int i = 0; i < resized.length; i++) {
        resized[i] |= Math.round(values[i]) << shift;
      }
    }
    return new Picture(newHeight, newWidth, resized);
  }

  /** In grey, darker, so that colours laid over it are seen; as transparent as it was. */
  public Picture dimmed() {
    int[] grey = new int[argb.length];
    for (int i = 0; i < grey.length; i++) {
      int color = argb[i];
      double light =
          0.3 * (color >> 16 & 0xff) + 0.55 * (color >> 8 & 0xff) + 0.15 * (color & 0xff);
      int level = (int) Math.round(DIMMED * light);
      grey[i] = color & OPAQUE | level << 16 | level << 8 | level;
    }
    return new Picture(height, width, grey);
  }

  boolean opaque() {
    for (int color : argb) {
      if (color >>> 24 != 0xff) {
        return false;
      }
    }
    return true;
  }

  /** The bytes of a PNG file: RGB, or RGBA where a pixel is transparent. */
  public byte[] png() {
    return PngEncoder.encode(this, OptionalDouble.empty());
  }

  /**
   * The bytes of a PNG file that says how large it is to be printed.
   *
   * @param dpi pixels per inch
   */
  public byte[] png(double dpi) {
    return PngEncoder.encode(this, OptionalDouble.of(dpi));
  }

  /** A copy for Java2D: {@code TYPE_INT_RGB}, or {@code TYPE_INT_ARGB} where one is transparent. */
  public BufferedImage bufferedImage() {
    int type = opaque() ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
    BufferedImage image = new BufferedImage(width, height, type);
    image.getRaster().setDataElements(0, 0, width, height, argb);
    return image;
  }
}
