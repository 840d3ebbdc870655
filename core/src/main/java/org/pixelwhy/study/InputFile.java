package org.pixelwhy.study;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.io.ImageReader;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.card.ImagePreparation;
import org.pixelwhy.model.card.ImagePreparation.Size;
import org.pixelwhy.model.card.ModelCard;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * An image, read and prepared.
 *
 * @param image the picture to show
 * @param prepared the network's input
 */
public record InputFile(Image image, ImagePreparation prepared) {
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
      return new InputFile(image, own.needsVolume() ? prepared.noting(PICTURE_RANGE) : prepared);
    } catch (InputException e) {
      throw new InputException(source.name() + ": " + e.getMessage(), e);
    }
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

  private static InputFile finished(Path file, Tensor array, ModelCard card) {
    int rank = card.inputLayout().spatialRank() + 2;
    Tensor floats = array.as(DataType.FLOAT);
    Shape shape = floats.shape();
    if (shape.rank() == rank - 1) {
      floats = floats.reshape(prepend(shape));
    } else if (shape.rank() == rank - 2) {
      floats = floats.reshape(prepend(Shape.of(prepend(shape))));
    }
    shape = floats.shape();
    if (shape.rank() != rank || shape.dim(0) != 1 || shape.size() == 0) {
      throw new InputException(
          Text.format(
              "%s: expected one finished input %s, channels first, found an array of shape %s",
              file, rank == 4 ? "[1,C,H,W]" : "[1,C,D,H,W]", array.shape()));
    }
    Geometry geometry = Geometry.identity((int) shape.dim(-2), (int) shape.dim(-1));
    ImagePreparation prepared =
        new ImagePreparation(
            floats, geometry, List.of("the array was taken as the network's finished input"));
    return new InputFile(picture(floats), prepared);
  }

  private static long[] prepend(Shape shape) {
    long[] dims = new long[shape.rank() + 1];
    dims[0] = 1;
    System.arraycopy(shape.dims(), 0, dims, 1, shape.rank());
    return dims;
  }

  /** The input's first three channels, or its first one, to be shown. */
  private static Image picture(Tensor input) {
    int channels = input.shape().dim(1) == 3 ? 3 : 1;
    Grid first = MapGrid.plane(input, 0);
    int area = first.values().length;
    float[] values = new float[channels * area];
    for (int channel = 0; channel < channels; channel++) {
      System.arraycopy(MapGrid.plane(input, channel).values(), 0, values, channel * area, area);
    }
    return new Image(channels, first.height(), first.width(), values, 1);
  }

  /** SHA-256 of a file in hexadecimal digits. */
  public static String hash(Path file) {
    return hash(ImageSource.of(file));
  }

  /** SHA-256 of all files that an image is read from, or of its values, in hexadecimal digits. */
  public static String hash(ImageSource source) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path part : ImageReader.files(source)) {
        digest.update(Files.readAllBytes(part));
      }
      if (source instanceof ImageSource.InMemory given) {
        digest.update(bytes(given.image()));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new InputException("cannot read " + source.name() + ": " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
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
