package org.pixelwhy.data.folder;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
   * A code for each class.
   *
   * @param kind what the codes are
   * @param classes codes by label
   * @param ignored codes of pixels that count nowhere
   * @param blended whether other codes, at edges, stand for the nearest of these
   */
  record Codes(CodeKind kind, List<Integer> classes, List<Integer> ignored, boolean blended)
      implements LabelCoding {
    /** So far from all classes, a whole area is a class that nobody named. */
    private static final int FAR = 32;

    public Codes {
      classes = List.copyOf(classes);
      ignored = List.copyOf(ignored);
    }

    /** Every code is that of a class. */
    static Codes exact(CodeKind kind, List<Integer> classes) {
      return new Codes(kind, classes, List.of(), false);
    }

    /** The codes that stand for something. */
    List<Integer> known() {
      return Stream.concat(classes.stream(), ignored.stream()).toList();
    }

    @Override
    public LabelMap read(Path file) {
      CodeGrid mask = grid(file);
      Map<Integer, Integer> labels = new HashMap<>();
      ignored.forEach(code -> labels.put(code, LabelMap.IGNORED));
      for (int i = 0; i < classes.size(); i++) {
        labels.put(classes.get(i), i);
      }
      List<Integer> known = known();
      byte[] found = new byte[mask.codes().length];
      for (int i = 0; i < found.length; i++) {
        int code = mask.codes()[i];
        Integer label = labels.get(code);
        if (label == null && blended) {
          int nearest = kind.nearest(code, known);
          label =
              kind.distance(code, nearest) > FAR && mask.isInterior(i) ? null : labels.get(nearest);
        }
        if (label == null) {
          throw unknown(file, i, mask.width(), kind.text(code));
        }
        found[i] = (byte) (int) label;
      }
      return new LabelMap(mask.height(), mask.width(), found);
    }

    private CodeGrid grid(Path file) {
      if (kind == CodeKind.COLOUR) {
        return CodeGrid.colours(ImageReader.read(file));
      }
      Image image = MaskReader.labels(file);
      int plane = image.height() * image.width();
      for (int i = 0; i < image.values().length; i++) {
        float value = image.values()[i];
        if (value != (int) value || value != image.values()[i % plane]) {
          throw unknown(file, i % plane, image.width(), String.valueOf(value));
        }
      }
      return CodeGrid.numbers(image);
    }

    private InputException unknown(Path file, int pixel, int width, String found) {
      return new InputException(
          Text.format(
              "%s: pixel x=%d y=%d holds %s, which is no class; the classes are %s (see %s)%s",
              file,
              pixel % width,
              pixel / width,
              found,
              known().stream().map(kind::text).toList(),
              ClassesFile.NAME,
              VocVoid.advice(kind, found)));
    }
  }
}
