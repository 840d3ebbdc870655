package org.pixelwhy.image;

import java.util.List;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A picture as numbers: channels first, rows from top to bottom, values as they stand in the file.
 *
 * <p>An 8-bit file gives values from 0 to 255, a 16-bit file from 0 to 65535; floats stay as they
 * are. Scaling is the model card's affair. The array is not copied and must not be changed.
 *
 * @param channels number of channels: 1 is grey, 3 is red, green, blue
 * @param height number of rows
 * @param width number of columns
 * @param values {@code [channels, height, width]} in C order
 * @param range the greatest value the file's format can hold (255, 65535), or 1 for floats
 * @param notes what was done on reading that a user should know, such as a dropped alpha channel
 */
public record Image(
    int channels, int height, int width, float[] values, float range, List<String> notes) {
  public Image {
    if (channels < 1 || height < 1 || width < 1) {
      throw new InputException(
          Text.format(
              "an image needs at least one channel, row and column; found %d x %d x %d",
              channels, height, width));
    }
    if (values.length != (long) channels * height * width) {
      throw new InputException(
          Text.format(
              "an image of %d channels, %d rows and %d columns needs %d values, found %d",
              channels, height, width, (long) channels * height * width, values.length));
    }
    notes = List.copyOf(notes);
  }

  /** An image without notes. */
  public Image(int channels, int height, int width, float[] values, float range) {
    this(channels, height, width, values, range, List.of());
  }

  public float at(int channel, int row, int column) {
    return values[(channel * height + row) * width + column];
  }
}
