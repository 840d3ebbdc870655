package org.pixelwhy.image.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.Volume;
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

  /** The files of a volume: itself, or the DICOM files in the folder. */
  static List<Path> files(Path path) {
    return DicomSeries.files(path);
  }
}
