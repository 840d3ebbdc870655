package org.pixelwhy.image;

import java.util.Arrays;
import java.util.List;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Text;

/**
 * How an image lies in a network's input field, and how to get from one to the other.
 *
 * <p>Maps and masks of any resolution are taken to cover the whole input field.
 *
 * @param image rows and columns of the original image, or slices, rows and columns of a volume,
 *     which fills the input field as it is; maps and masks of it lie there
 * @param inputHeight rows of the input field
 * @param inputWidth columns of the input field
 * @param fit how the one was made to fit the other
 */
public record Geometry(Axes image, int inputHeight, int inputWidth, Fit fit) {
  /** How an image is made to fit. */
  public enum Fit {
    /** Stretched to the field, bilinearly. */
    RESIZE,
    /** Put into the top left corner; the rest repeats the image's last row and column. */
    PAD
  }

  public Geometry {
    if (image.rank() > 2
        && (imageRows(image) != inputHeight || imageColumns(image) != inputWidth)) {
      throw new InputException(
          Text.format(
              "a volume of %s cannot be made to fit %d x %d", image, inputHeight, inputWidth));
    }
    if (fit == Fit.PAD && (inputHeight < imageRows(image) || inputWidth < imageColumns(image))) {
      throw new InputException(
          Text.format(
              "an image of %d x %d pixels cannot be padded to %d x %d",
              imageColumns(image), imageRows(image), inputWidth, inputHeight));
    }
  }

  /** For an image of which no more is known than its size. */
  public Geometry(int imageHeight, int imageWidth, int inputHeight, int inputWidth, Fit fit) {
    this(Axes.of(imageHeight, imageWidth), inputHeight, inputWidth, fit);
  }

  /** Rows of the original image. */
  public int imageHeight() {
    return imageRows(image);
  }

  /** Columns of the original image. */
  public int imageWidth() {
    return imageColumns(image);
  }

  private static int imageRows(Axes image) {
    return image.extent(-2);
  }

  private static int imageColumns(Axes image) {
    return image.extent(-1);
  }

  /** Where the pixels of the image, or of each slice of a volume, lie. */
  private Axes plane() {
    return image.rank() == 2 ? image : Axes.of(List.of(image.axis(-2), image.axis(-1)));
  }

  /** An image that needs no fitting. */
  public static Geometry identity(int height, int width) {
    return new Geometry(height, width, height, width, Fit.RESIZE);
  }

  /** An image or a volume that covers a tensor {@code [N,C,...]} position by position. */
  public static Geometry covering(Shape shape) {
    Axes axes = Axes.covering(shape);
    return new Geometry(axes, imageRows(axes), imageColumns(axes), Fit.RESIZE);
  }

  public boolean isIdentity() {
    return imageHeight() == inputHeight && imageWidth() == inputWidth;
  }

  /** The image in the input field. */
  public Image toInput(Image picture) {
    return fit == Fit.RESIZE
        ? Resampling.BILINEAR_ANTIALIASED.resize(picture, inputHeight, inputWidth)
        : pad(picture);
  }

  private Image pad(Image picture) {
    float[] values = new float[picture.channels() * inputHeight * inputWidth];
    int next = 0;
    for (int channel = 0; channel < picture.channels(); channel++) {
      for (int row = 0; row < inputHeight; row++) {
        for (int column = 0; column < inputWidth; column++) {
          values[next++] =
              picture.at(
                  channel, Math.min(row, imageHeight() - 1), Math.min(column, imageWidth() - 1));
        }
      }
    }
    Axes axes = picture.axes().cut(inputHeight, inputWidth);
    return new Image(new Field(axes, picture.channels(), values, picture.range(), picture.notes()));
  }

  /** A map over the input field as a map of the original image. */
  public Grid toImage(Grid map, Resampling resampling) {
    if (fit == Fit.RESIZE) {
      return lying(resampling.resize(map, imageHeight(), imageWidth()));
    }
    Grid whole = resampling.resize(map, inputHeight, inputWidth);
    float[] values = new float[imageHeight() * imageWidth()];
    for (int row = 0; row < imageHeight(); row++) {
      System.arraycopy(whole.values(), row * inputWidth, values, row * imageWidth(), imageWidth());
    }
    return new Grid(plane(), values);
  }

  private Grid lying(Grid map) {
    return map.axes().equals(plane()) ? map : new Grid(plane(), map.values());
  }

  /** A mask over the input field as a mask of the original image; of a slice as one of a slice. */
  public Mask toImage(Mask mask) {
    if (mask.axes().rank() > 2) {
      return Resampling.resize(mask, image);
    }
    if (fit == Fit.RESIZE) {
      Mask resized = Resampling.resize(mask, imageHeight(), imageWidth());
      return Mask.of(plane(), resized::get);
    }
    Mask whole = Resampling.resize(mask, inputHeight, inputWidth);
    return Mask.of(plane(), i -> whole.get(i / imageWidth(), i % imageWidth()));
  }

  /**
   * A mask of the original image as a mask of the network's output: every output pixel whose centre
   * lies in it, and the output pixels in which its members' centres lie if that gives none.
   *
   * @param extents rows and columns of the output; a volume's mask is brought to its extents by
   *     nearest neighbours
   */
  public Mask toOutput(Mask mask, int[] extents) {
    if (extents.length > 2) {
      return Resampling.resize(mask, Axes.of(extents));
    }
    requireImageSize(mask);
    Mask centres =
        Mask.of(
            extents,
            i -> {
              int row = imageRow(i / extents[1], extents[0]);
              int column = imageColumn(i % extents[1], extents[1]);
              return row < imageHeight() && column < imageWidth() && mask.get(row, column);
            });
    if (!centres.isEmpty() || mask.isEmpty()) {
      return centres;
    }
    int[] touched =
        Arrays.stream(mask.indices())
            .map(i -> outputIndex(i / imageWidth(), i % imageWidth(), extents))
            .distinct()
            .toArray();
    return Mask.of(extents, i -> Arrays.stream(touched).anyMatch(t -> t == i));
  }

  /**
   * How many rows and columns of an output or a map belong to the image; the rest is padding.
   *
   * <p>A row belongs to it whose centre lies in the image, and one in which a row of the image has
   * its centre: every pixel of the image has its pixel of the output among them.
   *
   * @param extents of the output; of a volume, nothing is padding
   */
  public int[] insideExtents(int[] extents) {
    int[] inside = extents.clone();
    if (fit == Fit.PAD && extents.length == 2) {
      inside[0] = inside(extents[0], imageHeight(), inputHeight);
      inside[1] = inside(extents[1], imageWidth(), inputWidth);
    }
    return inside;
  }

  private static int inside(int cells, int image, int field) {
    int inside = 1;
    for (int cell = 1; cell < cells; cell++) {
      boolean centre = (2L * cell + 1) * field < 2L * image * cells;
      boolean holdsLast = (2L * image - 1) * cells >= 2L * cell * field;
      inside += centre || holdsLast ? 1 : 0;
    }
    return inside;
  }

  /** The pixels of an output that belong to the image, as {@link #insideExtents} says. */
  public Mask inside(int[] extents) {
    int[] part = insideExtents(extents);
    return Arrays.equals(part, extents)
        ? Mask.full(extents)
        : Mask.of(extents, i -> i / extents[1] < part[0] && i % extents[1] < part[1]);
  }

  private void requireImageSize(Mask mask) {
    if (mask.height() != imageHeight() || mask.width() != imageWidth()) {
      throw new InputException(
          Text.format(
              "the region's mask has %d x %d pixels, the image %d x %d; give a mask of the image's"
                  + " size",
              mask.width(), mask.height(), imageWidth(), imageHeight()));
    }
  }

  private int imageRow(int row, int rows) {
    return (int) Math.floor((row + 0.5) * spannedHeight() / rows);
  }

  private int imageColumn(int column, int columns) {
    return (int) Math.floor((column + 0.5) * spannedWidth() / columns);
  }

  /** The output pixel, numbered in C order, in which a pixel of the image has its centre. */
  public int outputIndex(int row, int column, int[] extents) {
    if (row < 0 || row >= imageHeight() || column < 0 || column >= imageWidth()) {
      throw new InputException(
          Text.format(
              "pixel x=%d y=%d is outside the image of %d x %d pixels",
              column, row, imageWidth(), imageHeight()));
    }
    int outputRow = (int) ((row + 0.5) * extents[0] / spannedHeight());
    int outputColumn = (int) ((column + 0.5) * extents[1] / spannedWidth());
    return outputRow * extents[1] + outputColumn;
  }

  /** How many rows of image pixels the input field is high. */
  private int spannedHeight() {
    return fit == Fit.RESIZE ? imageHeight() : inputHeight;
  }

  private int spannedWidth() {
    return fit == Fit.RESIZE ? imageWidth() : inputWidth;
  }
}
