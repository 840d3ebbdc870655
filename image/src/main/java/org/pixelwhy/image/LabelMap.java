package org.pixelwhy.image;

import java.util.Arrays;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The class of every pixel of rows, from top to bottom, and columns.
 *
 * <p>The array is not copied and must not be changed.
 *
 * @param axes rows and columns
 * @param classes {@code [height, width]} in C order, each an unsigned byte: at most 255 classes, or
 *     {@link #IGNORED}
 */
public record LabelMap(Axes axes, byte[] classes) {
  /** How many classes a label map can tell apart. */
  public static final int MOST_CLASSES = 255;

  /** The label of pixels of which nobody says a class: they count nowhere. */
  public static final int IGNORED = 255;

  public LabelMap {
    if (axes.rank() != 2 || classes.length != axes.size()) {
      throw new InputException(
          Text.format("a label map of %s cannot hold %d labels", axes, classes.length));
    }
  }

  /** Classes of pixels of which no more is known. */
  public LabelMap(int height, int width, byte[] classes) {
    this(Axes.of(height, width), classes);
  }

  /** The number of rows. */
  public int height() {
    return axes.extent(0);
  }

  /** The number of columns. */
  public int width() {
    return axes.extent(1);
  }

  /** Class 1 on the mask's members, class 0 elsewhere. */
  public static LabelMap of(Mask mask) {
    byte[] classes = new byte[mask.size()];
    for (int i : mask.indices()) {
      classes[i] = 1;
    }
    return new LabelMap(mask.axes(), classes);
  }

  /** The class of a pixel, 0 to 254, or {@link #IGNORED}. */
  public int at(int row, int column) {
    return Byte.toUnsignedInt(classes[row * width() + column]);
  }

  /** The class of the pixel with this number in C order. */
  public int at(int index) {
    return Byte.toUnsignedInt(classes[index]);
  }

  /** The pixels of one class. */
  public Mask mask(int label) {
    return Mask.of(axes, i -> at(i) == label);
  }

  /** The number of pixels of each class; those of none are counted at {@link #IGNORED}. */
  public long[] counts() {
    long[] counts = new long[IGNORED + 1];
    for (byte label : classes) {
      counts[Byte.toUnsignedInt(label)]++;
    }
    return counts;
  }

  /** The map in another size; each pixel takes the class at the nearest centre. */
  public LabelMap resized(int newHeight, int newWidth) {
    if (newHeight == height() && newWidth == width()) {
      return this;
    }
    float[] values = new float[classes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = at(i);
    }
    Grid resized = Resampling.NEAREST.resize(new Grid(axes, values), newHeight, newWidth);
    byte[] result = new byte[resized.values().length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (byte) resized.values()[i];
    }
    return new LabelMap(resized.axes(), result);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelMap map
        && Arrays.equals(axes.extents(), map.axes.extents())
        && Arrays.equals(classes, map.classes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(axes.extents()) + Arrays.hashCode(classes);
  }

  @Override
  public String toString() {
    return Text.format("label map of %d x %d pixels", width(), height());
  }
}
