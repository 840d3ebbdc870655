package org.pixelwhy.image;

import java.util.List;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A picture: a {@link Field} of rows, from top to bottom, and columns. A slice of a volume is one
 * too, and keeps the volume's spacing and orientation.
 *
 * <p>An 8-bit file gives values from 0 to 255, a 16-bit file from 0 to 65535; floats stay as they
 * are. Scaling is the model card's affair.
 *
 * @param field of two axes
 */
public record Image(Field field) {
  public Image {
    if (field.axes().rank() != 2) {
      throw new InputException(
          Text.format("a picture has rows and columns, found %s", field.axes()));
    }
  }

  /** A picture of which no more is known than its values. */
  public Image(
      int channels, int height, int width, float[] values, float range, List<String> notes) {
    this(new Field(Axes.of(height, width), channels, values, range, notes));
  }

  /** A picture without notes. */
  public Image(int channels, int height, int width, float[] values, float range) {
    this(channels, height, width, values, range, List.of());
  }

  /** Where the pixels lie. */
  public Axes axes() {
    return field.axes();
  }

  /** 1 is grey, 3 is red, green, blue. */
  public int channels() {
    return field.channels();
  }

  /** The number of rows. */
  public int height() {
    return field.axes().extent(0);
  }

  /** The number of columns. */
  public int width() {
    return field.axes().extent(1);
  }

  /** {@code [channels, height, width]} in C order; not a copy, must not be changed. */
  public float[] values() {
    return field.values();
  }

  /** The greatest value the file's format can hold (255, 65535), or 1 for floats. */
  public float range() {
    return field.range();
  }

  /** What was done on reading that a user should know. */
  public List<String> notes() {
    return field.notes();
  }

  /** The same pixels with other values. */
  public Image with(int channels, float[] values) {
    return new Image(field.with(channels, values));
  }

  /** The same pixels with other values, notes, and the greatest value that there can be. */
  public Image with(int channels, float[] values, float range, List<String> notes) {
    return new Image(new Field(axes(), channels, values, range, notes));
  }

  /** The same with other notes. */
  public Image noting(List<String> notes) {
    return new Image(field.noting(notes));
  }

  public float at(int channel, int row, int column) {
    return values()[(channel * height() + row) * width() + column];
  }
}
