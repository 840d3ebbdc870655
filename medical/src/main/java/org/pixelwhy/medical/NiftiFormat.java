package org.pixelwhy.medical;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.ImageFormat;
import org.pixelwhy.image.io.ReadLimits;
import org.pixelwhy.image.io.VoxelPlaces;

/** NIfTI-1, NIfTI-2 and Analyze 7.5 as a format of module image; see {@link Nifti}. */
public final class NiftiFormat implements ImageFormat {
  @Override
  public String name() {
    return "NIfTI";
  }

  /** By the length that a header begins with; the voxels of a pair by their header. */
  @Override
  public boolean recognises(Path file, byte[] start, boolean packed) {
    if (DicomImages.is(start)) {
      // The preamble of a DICOM file may hold anything.
      return false;
    }
    return Nifti.is(start) || Nifti.header(file).filter(Nifti::isHeader).isPresent();
  }

  @Override
  public List<Path> files(Path path) {
    return Files.isDirectory(path) ? List.of() : Nifti.files(path);
  }

  @Override
  public VolumeSize size(Path path, ReadLimits limits) {
    return Nifti.size(path, limits);
  }

  @Override
  public Optional<VoxelPlaces> places(Path path, ReadLimits limits) {
    return Optional.of(Nifti.places(path, limits));
  }

  @Override
  public <T> List<T> channels(
      Path path, OptionalInt channel, ReadLimits limits, Function<Volume, T> use) {
    return Nifti.channels(path, channel, limits, use);
  }

  /** None: NIfTI files hold volumes. */
  @Override
  public Optional<Image> picture(Path file, ReadLimits limits) {
    return Optional.empty();
  }
}
