package org.pixelwhy.image.io;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.List;
import org.pixelwhy.image.Image;
import org.pixelwhy.tensor.Text;

/** Takes the numbers out of decoded pictures. */
final class Samples {
  private Samples() {}

  /** Colours, one plane per channel: palettes expanded, alpha dropped with a note. */
  static Image colours(BufferedImage picture, List<String> notes) {
    ColorModel model = picture.getColorModel();
    if (model.hasAlpha()) {
      notes.add("dropped the alpha channel");
    }
    if (model instanceof IndexColorModel palette) {
      return expanded(picture, palette);
    }
    int type = model.getColorSpace().getType();
    if (type != ColorSpace.TYPE_GRAY && type != ColorSpace.TYPE_RGB) {
      notes.add(Text.format("converted %d-channel colour to RGB", model.getNumColorComponents()));
      return converted(picture);
    }
    return raw(picture, model.getNumColorComponents());
  }

  /** Labels: what is stored, so that a palette picture gives its indices, not its colours. */
  static Image labels(BufferedImage picture) {
    ColorModel model = picture.getColorModel();
    return raw(picture, model instanceof IndexColorModel ? 1 : model.getNumColorComponents());
  }

  private static Image raw(BufferedImage picture, int channels) {
    Raster raster = picture.getRaster();
    int width = raster.getWidth();
    int height = raster.getHeight();
    float[] values = new float[channels * height * width];
    float[] row = new float[width];
    for (int channel = 0; channel < channels; channel++) {
      for (int y = 0; y < height; y++) {
        raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, channel, row);
        System.arraycopy(row, 0, values, (channel * height + y) * width, width);
      }
    }
    return new Image(channels, height, width, values, range(picture));
  }

  private static float range(BufferedImage picture) {
    int bits = picture.getSampleModel().getSampleSize(0);
    return switch (picture.getSampleModel().getDataType()) {
      case DataBuffer.TYPE_FLOAT, DataBuffer.TYPE_DOUBLE -> 1;
      case DataBuffer.TYPE_SHORT -> 0x7fff;
      default -> (1L << bits) - 1;
    };
  }

  private static Image expanded(BufferedImage picture, IndexColorModel palette) {
    int[] colours = new int[palette.getMapSize()];
    palette.getRGBs(colours);
    boolean grey = true;
    for (int colour : colours) {
      grey &= (colour >> 16 & 0xff) == (colour & 0xff) && (colour >> 8 & 0xff) == (colour & 0xff);
    }
    int channels = grey ? 1 : 3;
    Image indices = raw(picture, 1);
    int plane = indices.values().length;
    float[] values = new float[channels * plane];
    for (int i = 0; i < plane; i++) {
      // A damaged file may use an index that the palette does not have: black, as decoders show it.
      int index = (int) indices.values()[i];
      int colour = index < colours.length ? colours[index] : 0;
      for (int channel = 0; channel < channels; channel++) {
        values[channel * plane + i] = colour >> 16 - 8 * channel & 0xff;
      }
    }
    return new Image(channels, indices.height(), indices.width(), values, 255);
  }

  private static Image converted(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int plane = height * width;
    float[] values = new float[3 * plane];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      picture.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < 3; channel++) {
          values[channel * plane + y * width + x] = row[x] >> 16 - 8 * channel & 0xff;
        }
      }
    }
    return new Image(3, height, width, values, 255);
  }
}
