package org.pixelwhy.image.io;

import java.nio.file.Path;
import java.util.List;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageFormat.VolumeSize;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Reads a picture from a PNG, JPEG, TIFF, GIF, {@code .npy} or DICOM file, or from a volume of one
 * slice; the content decides, not the name. Slices of volumes are read by {@link OpenVolumes}.
 *
 * <p>Values stay as they are in the file: 0 to 255, 0 to 65535, or floats. Palettes are expanded,
 * EXIF orientation is applied, alpha is dropped; of several pages the first is read. What was done
 * is in the image's notes. Embedded colour profiles are ignored, except that CMYK becomes RGB.
 */
public final class ImageReader {
  private ImageReader() {}

  /**
   * The picture in a file of at most {@link ReadLimits#DEFAULT} samples.
   *
   * @throws InputException if the file is missing, damaged, of another format, larger than the
   *     limit, or holds NaN or infinite values
   */
  public static Image read(Path file) {
    return read(file, ReadLimits.DEFAULT);
  }

  /**
   * The picture in a file.
   *
   * @throws InputException if the file is missing, damaged, of another format, larger than the
   *     limit, or holds NaN or infinite values
   */
  public static Image read(Path file, ReadLimits limits) {
    return FiniteValues.require(file, raw(file, limits));
  }

  /**
   * Whether a file says that its rows and columns are to be turned or mirrored to be upright (EXIF
   * orientation), as {@link #read} does.
   *
   * @throws InputException if the file is missing, or no picture
   */
  public static boolean isTurned(Path file) {
    FileKind kind = FileKind.of(file, "a picture");
    return !Orientation.of(file, kind).equals(Orientation.UPRIGHT);
  }

  /**
   * The picture as its rows and columns are stored, whatever the file says of how the camera was
   * held; else as {@link #read} gives it.
   *
   * @throws InputException as {@link #read}
   */
  public static Image asStored(Path file) {
    FileKind kind = FileKind.of(file, "a picture");
    return isTurned(file)
        ? FiniteValues.require(file, Pictures.stored(file, kind, ReadLimits.DEFAULT))
        : read(file);
  }

  /** The picture, in which values may be NaN or infinite. */
  static Image raw(Path file, ReadLimits limits) {
    FileKind kind = FileKind.of(file, "a picture (PNG, JPEG, TIFF, GIF, .npy, DICOM or NIfTI)");
    return switch (kind) {
      case NPY -> NpyImage.read(file, limits);
      case PNG, JPEG, TIFF, GIF -> Pictures.colours(file, kind, limits);
      case OTHER ->
          ImageFormats.ofVolume(file)
              .picture(file, limits)
              .orElseGet(() -> onlySlice(file, limits));
      case ROI ->
          throw new InputException(
              file + ": is an ImageJ region, expected a picture (PNG, JPEG, TIFF, GIF or .npy)");
    };
  }

  /** Whether a file holds a volume, and no picture. */
  static boolean isVolume(Path file) {
    return ImageFormats.of(file)
        .map(format -> format.picture(file, ReadLimits.DEFAULT).isEmpty())
        .orElse(false);
  }

  /** Whether a file holds a volume of several slices. */
  static boolean isStack(Path file) {
    return isVolume(file) && VolumeReader.size(file, ReadLimits.DEFAULT).slices() > 1;
  }

  /** The files that an image is read from; empty where it is in memory. */
  public static List<Path> files(ImageSource source) {
    return source.path().map(VolumeReader::files).orElse(List.of());
  }

  /** The files that images are read from; of slices of one volume, its files once. */
  public static List<Path> files(List<ImageSource> sources) {
    return sources.stream()
        .flatMap(source -> source.path().stream())
        .distinct()
        .flatMap(path -> VolumeReader.files(path).stream())
        .toList();
  }

  private static Image onlySlice(Path file, ReadLimits limits) {
    VolumeSize volume = VolumeReader.size(file, limits);
    if (volume.slices() > 1) {
      throw new InputException(
          Text.format(
              "%s: is a volume of %d axial, %d coronal and %d sagittal slices; choose one, such as"
                  + " %s",
              file,
              volume.slices(),
              volume.height(),
              volume.width(),
              new ImageSource.Slices(file, Plane.AXIAL, volume.slices() / 2).title()));
    }
    return VolumeReader.slice(new ImageSource.Slices(file, Plane.AXIAL, 0), limits);
  }
}
