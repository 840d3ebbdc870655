package org.pixelwhy.image.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Reads a volume from a NIfTI file, a DICOM file or a folder of DICOM files; content decides. */
public final class VolumeReader {
  private VolumeReader() {}

  /**
   * The volume of at most {@link ReadLimits#DEFAULT} voxels.
   *
   * @throws InputException if there is none, it is damaged, or a folder holds several series
   */
  public static Volume read(Path path) {
    return read(path, ReadLimits.DEFAULT);
  }

  /**
   * The volume.
   *
   * @throws InputException if there is none, it is damaged, or a folder holds several series
   */
  public static Volume read(Path path, ReadLimits limits) {
    if (isNifti(path)) {
      return Nifti.read(path, limits);
    }
    if (!Files.isDirectory(path) && !FileKind.isDicom(path)) {
      throw new InputException(
          path + ": expected a volume (NIfTI, DICOM or a folder of DICOM files)");
    }
    List<DicomSeries> series = DicomSeries.of(path, limits);
    if (series.size() > 1) {
      throw new InputException(
          Text.format(
              "%s: holds %d series (%s); put each into a folder of its own",
              path,
              series.size(),
              String.join(", ", series.stream().map(DicomSeries::description).toList())));
    }
    return series.get(0).volume(limits);
  }

  /**
   * All channels of a volume: of a NIfTI file with more than three axes the volumes along those,
   * else one.
   *
   * @throws InputException as {@link #read(Path)}; the limit holds for all of them together
   */
  public static List<Volume> channels(Path path) {
    return isNifti(path)
        ? Nifti.channels(path, ReadLimits.DEFAULT)
        : List.of(read(path, ReadLimits.DEFAULT));
  }

  static boolean isNifti(Path path) {
    return !Files.isDirectory(path) && FileKind.of(path, "a volume") == FileKind.NIFTI;
  }

  /**
   * How many pictures a volume has along a plane; of a NIfTI file only the header is read.
   *
   * @throws InputException as {@link #read(Path)}
   */
  public static int count(Path path, Plane plane) {
    if (isNifti(path)) {
      int[] extents = Nifti.extents(path, ReadLimits.DEFAULT);
      return switch (plane) {
        case AXIAL -> extents[0];
        case CORONAL -> extents[1];
        case SAGITTAL -> extents[2];
      };
    }
    return read(path).count(plane);
  }

  /**
   * All channels, or the one that is asked for.
   *
   * @throws InputException as {@link #read(Path)}, or if there is no such channel
   */
  static List<Volume> channels(Path path, OptionalInt channel, ReadLimits limits) {
    if (isNifti(path)) {
      return Nifti.channels(path, channel, limits);
    }
    requireChannel(path, channel, 1);
    return List.of(read(path, limits));
  }

  /** One slice of all channels, or of one; NIfTI's are read one after the other. */
  static Image slice(Slices slice, ReadLimits limits) {
    return isNifti(slice.volume())
        ? Nifti.slice(slice, limits)
        : OpenVolumes.cut(channels(slice.volume(), slice.channel(), limits), slice);
  }

  /** Of the whole volume, one for each channel that is read. */
  static List<IntensityWindow> windows(Slices slice, ReadLimits limits) {
    return isNifti(slice.volume())
        ? Nifti.windows(slice, limits)
        : channels(slice.volume(), slice.channel(), limits).stream()
            .map(volume -> IntensityWindow.ofMost(volume.values()))
            .toList();
  }

  /** What the voxels of a volume take; only of a NIfTI file it is known before it is read. */
  static long leastBytes(Slices slice, ReadLimits limits) {
    return isNifti(slice.volume()) ? Nifti.bytes(slice.volume(), slice.channel(), limits) : 0;
  }

  /** The channel that is asked for, if there are so many. */
  static int requireChannel(Path volume, OptionalInt channel, long channels) {
    if (channel.orElse(0) >= channels) {
      throw new InputException(
          Text.format(
              "%s: there is no channel %d, the volume has %d (0 to %d)",
              volume, channel.getAsInt(), channels, channels - 1));
    }
    return channel.orElse(0);
  }

  /** Whether a folder holds DICOM files, and so is read as a volume. */
  public static boolean isSeries(Path folder) {
    return Files.isDirectory(folder) && !DicomSeries.files(folder).isEmpty();
  }

  /** The files of a volume: itself, or the DICOM files in the folder. */
  static List<Path> files(Path path) {
    return DicomSeries.files(path);
  }
}
