package org.pixelwhy.data.folder;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.LabelMap;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.MaskReader;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** How a mask file says which class a pixel has. */
sealed interface LabelCoding {
  /**
   * Reads a mask.
   *
   * @throws InputException if the file cannot be read, or holds a value that stands for no class
   */
  LabelMap read(Path file);

  /** Class 1 where the value is more than half of what the format can hold; for lossy masks. */
  record Threshold() implements LabelCoding {
    @Override
    public LabelMap read(Path file) {
      Image image = ImageReader.read(file);
      byte[] classes = new byte[image.height() * image.width()];
      for (int i = 0; i < classes.length; i++) {
        classes[i] = (byte) (image.values()[i] > image.range() / 2 ? 1 : 0);
      }
      return new LabelMap(image.height(), image.width(), classes);
    }
  }

  /**
   * A number for each class.
   *
   * @param values by label
   */
  record Numbers(List<Integer> values) implements LabelCoding {
    @Override
    public LabelMap read(Path file) {
      Image image = MaskReader.labels(file);
      Map<Integer, Integer> labels = inverse(values);
      byte[] classes = new byte[image.height() * image.width()];
      for (int i = 0; i < image.values().length; i++) {
        float value = image.values()[i];
        Integer label = value == (int) value ? labels.get((int) value) : null;
        if (label == null || i >= classes.length && classes[i % classes.length] != label) {
          throw unknown(file, i % classes.length, image.width(), String.valueOf(value), values);
        }
        classes[i % classes.length] = (byte) (int) label;
      }
      return new LabelMap(image.height(), image.width(), classes);
    }
  }

  /**
   * A colour for each class.
   *
   * @param colours {@code 0xRRGGBB} by label
   */
  record Colours(List<Integer> colours) implements LabelCoding {
    @Override
    public LabelMap read(Path file) {
      Image image = ImageReader.read(file);
      Map<Integer, Integer> labels = inverse(colours);
      byte[] classes = new byte[image.height() * image.width()];
      for (int i = 0; i < classes.length; i++) {
        int colour = colour(image, i);
        Integer label = labels.get(colour);
        if (label == null) {
          List<String> known = colours.stream().map(Colours::text).toList();
          throw unknown(file, i, image.width(), text(colour), known);
        }
        classes[i] = (byte) (int) label;
      }
      return new LabelMap(image.height(), image.width(), classes);
    }

    static String text(int colour) {
      return Text.format("#%06x", colour);
    }

    /** The colour of a pixel; grey counts for all three channels. */
    static int colour(Image image, int pixel) {
      int plane = image.height() * image.width();
      int colour = 0;
      for (int channel = 0; channel < 3; channel++) {
        int at = Math.min(channel, image.channels() - 1) * plane + pixel;
        colour = colour << 8 | (int) image.values()[at] & 0xff;
      }
      return colour;
    }
  }

  private static Map<Integer, Integer> inverse(List<Integer> codes) {
    Map<Integer, Integer> labels = new HashMap<>();
    for (int i = 0; i < codes.size(); i++) {
      labels.put(codes.get(i), i);
    }
    return labels;
  }

  private static InputException unknown(
      Path file, int pixel, int width, String found, List<?> known) {
    return new InputException(
        Text.format(
            "%s: row %d, column %d holds %s, which is no class; the classes are %s (see classes.txt)",
            file, pixel / width, pixel % width, found, known));
  }
}
