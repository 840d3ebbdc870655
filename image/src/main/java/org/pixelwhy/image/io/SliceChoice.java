package org.pixelwhy.image.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.Volume;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * One slice of a volume, written {@code VOLUME:PLANE,INDEX}, such as {@code ct.nii.gz:axial,15}; of
 * a volume with several channels all of them, or one, {@code VOLUME:PLANE,INDEX,CHANNEL}.
 *
 * @param volume a NIfTI or DICOM file, or a folder of DICOM files
 * @param plane of the slice
 * @param index from 0: from the feet, from the front, from the right
 * @param channel from 0; empty for all
 */
public record SliceChoice(Path volume, Plane plane, int index, OptionalInt channel) {
  private static final Pattern FORM =
      Pattern.compile(
          "(.+):(axial|coronal|sagittal),(\\d{1,6})(?:,(\\d{1,6}))?", Pattern.CASE_INSENSITIVE);

  /** The choice that a path stands for; empty if it is a file's own name. */
  public static Optional<SliceChoice> of(Path path) {
    Matcher matcher = FORM.matcher(path.toString());
    if (!matcher.matches() || Files.exists(path)) {
      return Optional.empty();
    }
    return Optional.of(
        new SliceChoice(
            Path.of(matcher.group(1)),
            Plane.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)),
            Integer.parseInt(matcher.group(3)),
            matcher.group(4) == null
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(matcher.group(4)))));
  }

  /** What to write to choose the middle slice of a volume. */
  static String example(Path file, Volume volume) {
    return Text.format("%s:axial,%d", file.getFileName(), volume.slices() / 2);
  }

  /** How many pixels it has in a volume of so many slices, rows and columns. */
  long area(int[] extents) {
    return switch (plane) {
      case AXIAL -> (long) extents[1] * extents[2];
      case CORONAL -> (long) extents[0] * extents[2];
      case SAGITTAL -> (long) extents[0] * extents[1];
    };
  }

  /** Of the whole volume, one for each channel that is read. */
  List<IntensityWindow> windows(ReadLimits limits) {
    return VolumeReader.isNifti(volume)
        ? Nifti.windows(this, limits)
        : List.of(IntensityWindow.ofMost(VolumeReader.read(volume, limits).values()));
  }

  Image read(ReadLimits limits) {
    if (VolumeReader.isNifti(volume)) {
      return Nifti.slice(this, limits);
    }
    Volume read = VolumeReader.read(volume, limits);
    if (channel.orElse(0) > 0) {
      throw new InputException(volume + ": has one channel, there is no other (write it as 0)");
    }
    try {
      Grid slice = read.slice(plane, index);
      return new Image(1, slice.height(), slice.width(), slice.values(), 1, read.notes());
    } catch (InputException e) {
      throw new InputException(Text.format("%s: %s", volume, e.getMessage()), e);
    }
  }
}
