package org.pixelwhy.study;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.card.AxisSize;
import org.pixelwhy.model.card.ImagePreparation;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.InputSize;
import org.pixelwhy.model.card.Layout;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.tensor.digest.Sha256;

/**
 * An image, read and prepared.
 *
 * @param field the picture to show, or the volume
 * @param prepared the network's input
 */
public record InputFile(Field field, ImagePreparation prepared) {
  private static final String PICTURE_RANGE =
      "values were scaled by the picture's own first and last percent; the model card asks for"
          + " those of the volume that it is a slice of, which are known where it is read from"
          + " that";

  /** Reads a file that belongs to no run. */
  public static InputFile read(Path file, ModelCard card, Optional<Size> size) {
    return read(ImageSource.of(file), card, size);
  }

  /** Reads an image that belongs to no run. */
  public static InputFile read(ImageSource source, ModelCard card, Optional<Size> size) {
    try (OpenVolumes none = new OpenVolumes(0)) {
      return read(none, source, card, size);
    }
  }

  /** Reads a picture, or an array as the finished input. */
  public static InputFile read(
      OpenVolumes volumes, ImageSource source, ModelCard card, Optional<Size> size) {
    if (source instanceof ImageSource.Array array) {
      return finished(array.file(), Npy.read(array.file()), card);
    }
    Image image = volumes.read(source);
    List<IntensityWindow> windows = card.needsVolume() ? volumes.windows(source) : List.of();
    boolean known = card.needsVolume() && windows.size() == card.channels().channels();
    ModelCard own = known ? card.within(windows) : card;
    try {
      ImagePreparation prepared = ImagePreparation.of(own, image, size);
      return new InputFile(
          image.field(), own.needsVolume() ? prepared.noting(PICTURE_RANGE) : prepared);
    } catch (InputException e) {
      throw new InputException(source.name() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads files as inputs of the size of an image's; of a volume the slice that the image is of its
   * own. A size that the network does not take is that of an image in tiles.
   */
  static Function<Path, Tensor> like(Tensor input, Axes image, ModelCard card) {
    Size size = new Size((int) input.shape().dim(-2), (int) input.shape().dim(-1));
    if (image.rank() == 2 && !card.size().accepts(size.height(), size.width())) {
      ModelCard whole =
          card.withSize(
              new InputSize(
                  List.of(
                      new AxisSize.Stepped(size.height(), 1),
                      new AxisSize.Stepped(size.width(), 1))));
      return file ->
          read(ImageSource.alike(file, image), whole, Optional.empty()).prepared().input();
    }
    return file -> read(ImageSource.alike(file, image), card, Optional.of(size)).prepared().input();
  }

  /** Reads files as inputs of the size of another input. */
  public static Function<Path, Tensor> like(Tensor input, ModelCard card) {
    return like(input.shape(), card);
  }

  /** Reads files as inputs of the size of inputs of this shape. */
  public static Function<Path, Tensor> like(Shape shape, ModelCard card) {
    Size size = new Size((int) shape.dim(-2), (int) shape.dim(-1));
    return file -> read(file, card, Optional.of(size)).prepared().input();
  }

  /** An array as it goes into the network: in its own layout, or channels first. */
  private static InputFile finished(Path file, Tensor array, ModelCard card) {
    Layout own = card.inputLayout();
    int rank = own.spatialRank() + 2;
    Tensor floats = array.as(DataType.FLOAT);
    for (int missing = rank - floats.shape().rank(); missing > 0 && missing <= 2; missing--) {
      // One channel, then one image.
      boolean channel = missing == 2;
      Shape shape = floats.shape();
      floats = floats.reshape(channel && own.channelsLast() ? append(shape) : prepend(shape));
    }
    Shape shape = floats.shape();
    boolean one = shape.rank() == rank && shape.dim(0) == 1 && shape.size() > 0;
    // Channels first, the network itself says what does not fit, by its own names.
    boolean either =
        one && (!own.channelsLast() || fits(card, shape, own) || fits(card, shape, first(own)));
    if (!either) {
      throw new InputException(
          Text.format(
              "%s: expected one finished input %s (%s, height x width %s), found an array of shape"
                  + " %s",
              file, axes(own), card.channels(), card.size(), array.shape()));
    }
    boolean last = own.channelsLast() && fits(card, shape, own);
    Tensor input = last ? channelsFirst(floats) : floats;
    Geometry geometry = Geometry.covering(input.shape());
    String note = "the array was taken as the network's finished input";
    ImagePreparation prepared =
        new ImagePreparation(
            input,
            geometry,
            List.of(
                own.channelsLast()
                    ? note + ", channels " + (last ? "last, as the network has them" : "first")
                    : note));
    return new InputFile(shown(input), prepared);
  }

  private static Layout first(Layout layout) {
    return layout.spatialRank() == 2 ? Layout.NCHW : Layout.NCDHW;
  }

  private static String axes(Layout layout) {
    return "[1," + String.join(",", layout.name().substring(1).split("")) + "]";
  }

  /** Whether an array holds the channels and the size that the network takes, in a layout. */
  private static boolean fits(ModelCard card, Shape shape, Layout layout) {
    boolean fits = shape.dim(layout.channelAxis()) == card.channels().channels();
    for (int i = 0; fits && i < layout.spatialRank(); i++) {
      int extent = (int) shape.dim(layout.firstSpatialAxis() + i);
      fits = card.size().axes().get(i).accepts(extent);
    }
    return fits;
  }

  private static Tensor channelsFirst(Tensor array) {
    long[] dims = array.shape().dims();
    int channels = (int) dims[dims.length - 1];
    int area = array.size() / channels;
    float[] from = array.toFloats();
    float[] values = new float[from.length];
    for (int i = 0; i < from.length; i++) {
      values[i % channels * area + i / channels] = from[i];
    }
    System.arraycopy(dims, 1, dims, 2, dims.length - 2);
    dims[1] = channels;
    return Tensor.of(values, dims);
  }

  private static long[] append(Shape shape) {
    long[] dims = Arrays.copyOf(shape.dims(), shape.rank() + 1);
    dims[shape.rank()] = 1;
    return dims;
  }

  private static long[] prepend(Shape shape) {
    long[] dims = new long[shape.rank() + 1];
    dims[0] = 1;
    System.arraycopy(shape.dims(), 0, dims, 1, shape.rank());
    return dims;
  }

  /** The first three channels of an input, or the first one, to be shown. */
  private static Field shown(Tensor input) {
    Axes axes = Axes.covering(input.shape());
    int channels = input.shape().dim(1) == 3 ? 3 : 1;
    float[] values = Arrays.copyOf(input.toFloats(), channels * axes.size());
    return new Field(axes, channels, values, 1, List.of());
  }

  /** What is shown of it: the picture, or of a volume the slice. */
  Image shown(ShownSlice slice) {
    return slice.picture(field);
  }

  /** SHA-256 of a file in hexadecimal digits. */
  public static String hash(Path file) {
    return hash(ImageSource.of(file));
  }

  /** SHA-256 of all files that an image is read from, or of its values, in hexadecimal digits. */
  public static String hash(ImageSource source) {
    try {
      Sha256 digest = new Sha256();
      for (Path part : ImageReader.files(source)) {
        digest.and(Files.readAllBytes(part));
      }
      if (source instanceof ImageSource.InMemory given) {
        digest.and(bytes(given.image()));
      }
      return digest.hex();
    } catch (IOException e) {
      throw new InputException("cannot read " + source.name() + ": " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(Image image) {
    Shape shape = Shape.of(image.channels(), image.height(), image.width());
    ByteBuffer values = Tensor.of(image.values(), shape.dims()).bytes();
    byte[] bytes = new byte[values.remaining()];
    values.get(bytes);
    return bytes;
  }
}
