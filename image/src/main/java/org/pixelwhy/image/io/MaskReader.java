package org.pixelwhy.image.io;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Reads a set of pixels from a picture file (PNG, JPEG, TIFF, GIF or {@code .npy}), or of a volume
 * the slice that belongs to an image.
 */
public final class MaskReader {
  private MaskReader() {}

  /**
   * The pixels that are not zero (not black, in a colour picture).
   *
   * @throws InputException if the file cannot be read as a picture
   */
  public static Mask read(Path file) {
    return read(file, OptionalInt.empty());
  }

  /**
   * The pixels with one label, for pictures with a whole number per pixel. In a palette picture the
   * label is the index, not the colour.
   *
   * @throws InputException if the file cannot be read, or its pixels have differing channels
   */
  public static Mask read(Path file, int label) {
    return read(file, OptionalInt.of(label));
  }

  /**
   * As the others, of an image: of a volume the slice that the image is of its own.
   *
   * @param label of the pixels; empty for all that are not zero
   * @param image where the image lies
   * @throws InputException as the others, and as {@link ImageSource#alike}
   */
  public static Mask read(Path file, OptionalInt label, Axes image) {
    try (OpenVolumes none = new OpenVolumes(0)) {
      return ImageSource.alike(file, image) instanceof ImageSource.Slices slice
          ? mask(file, none.read(slice), label)
          : read(file, label);
    }
  }

  private static Mask read(Path file, OptionalInt label) {
    return mask(file, label.isPresent() ? labels(file) : ImageReader.read(file), label);
  }

  private static Mask mask(Path file, Image image, OptionalInt label) {
    int plane = image.axes().size();
    float[] values = image.values();
    if (label.isPresent()) {
      requireEqualChannels(file, image);
      return Mask.of(image.axes(), i -> values[i] == label.getAsInt());
    }
    return Mask.of(
        image.axes(),
        i -> {
          boolean member = false;
          for (int channel = 0; channel < image.channels(); channel++) {
            member |= values[channel * plane + i] != 0;
          }
          return member;
        });
  }

  /**
   * What is stored for each pixel: in a palette picture the index, not the colour.
   *
   * @throws InputException if the file cannot be read as a picture
   */
  public static Image labels(Path file) {
    FileKind kind = FileKind.of(file, "a mask (PNG, JPEG, TIFF, GIF or .npy)");
    if (kind == FileKind.NPY || kind == FileKind.ROI || kind == FileKind.OTHER) {
      return ImageReader.read(file);
    }
    return Pictures.labels(file, kind, ReadLimits.DEFAULT);
  }

  /**
   * As {@link #labels(Path)}, one number for each pixel of an image: of a volume the slice that the
   * image is of its own.
   *
   * @param image where the image lies
   * @throws InputException as the others, as {@link ImageSource#alike}, and if the pixels have
   *     differing channels
   */
  public static Image labels(Path file, Axes image) {
    try (OpenVolumes none = new OpenVolumes(0)) {
      Image found =
          ImageSource.alike(file, image) instanceof ImageSource.Slices slice
              ? none.read(slice)
              : labels(file);
      requireEqualChannels(file, found);
      return found;
    }
  }

  private static void requireEqualChannels(Path file, Image image) {
    int plane = image.height() * image.width();
    for (int i = plane; i < image.values().length; i++) {
      if (image.values()[i] != image.values()[i % plane]) {
        throw new InputException(
            Text.format(
                    "%s: a label mask needs one number per pixel, found %d differing channels; save"
                        + " it as a",
                    file, image.channels())
                + " grey or palette PNG");
      }
    }
  }
}
