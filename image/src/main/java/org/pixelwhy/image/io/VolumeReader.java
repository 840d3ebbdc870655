package org.pixelwhy.image.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.IntensityWindow;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.ImageFormat.VolumeSize;
import org.pixelwhy.image.io.ImageSource.Slices;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Reads volumes: NIfTI files, DICOM files, folders of DICOM files, and what else {@link
 * ImageFormat}s on the class path read; content decides.
 */
public final class VolumeReader {
  private VolumeReader() {}

  /**
   * The volume of at most {@link ReadLimits#DEFAULT} voxels; of several along further axes the
   * first.
   *
   * @throws InputException if there is none, it is damaged, or a folder holds several series
   */
  public static Volume read(Path path) {
    return read(path, ReadLimits.DEFAULT);
  }

  /**
   * The volume; of several along further axes the first.
   *
   * @throws InputException if there is none, it is damaged, or a folder holds several series
   */
  public static Volume read(Path path, ReadLimits limits) {
    ImageFormat format = ImageFormats.ofVolume(path);
    long channels = format.size(path, limits).channels();
    Volume first = finite(path, OptionalInt.of(0), limits).get(0);
    return channels == 1
        ? first
        : first.noting(Text.format("read the first of %d volumes", channels));
  }

  /**
   * All channels of a volume: of a file with more than three axes the volumes along those, else
   * one.
   *
   * @throws InputException as {@link #read(Path)}; the limit holds for all of them together
   */
  public static List<Volume> channels(Path path) {
    return finite(path, OptionalInt.empty(), ReadLimits.DEFAULT);
  }

  private static List<Volume> finite(Path path, OptionalInt channel, ReadLimits limits) {
    return ImageFormats.ofVolume(path)
        .channels(path, channel, limits, volume -> FiniteValues.require(path, volume));
  }

  /** All channels, or the one that is asked for; voxels may be NaN or infinite. */
  static List<Volume> raw(Path path, OptionalInt channel, ReadLimits limits) {
    return ImageFormats.ofVolume(path).channels(path, channel, limits, Function.identity());
  }

  /**
   * How many pictures a volume has along a plane; as little of it is read as can be.
   *
   * @throws InputException as {@link #read(Path)}
   */
  public static int count(Path path, Plane plane) {
    VolumeSize size = size(path, ReadLimits.DEFAULT);
    return switch (plane) {
      case AXIAL -> size.slices();
      case CORONAL -> size.height();
      case SAGITTAL -> size.width();
    };
  }

  /**
   * How the voxels of a volume stand in its file and lie in the patient; empty where that is not
   * known.
   *
   * @throws InputException as {@link #read(Path)}
   */
  public static Optional<VoxelPlaces> places(Path path) {
    return ImageFormats.ofVolume(path).places(path, ReadLimits.DEFAULT);
  }

  /** Whether a path is of a format that holds volumes, be they of one slice; content decides. */
  public static boolean isVolume(Path path) {
    return ImageFormats.of(path).filter(format -> holdsVolume(format, path)).isPresent();
  }

  private static boolean holdsVolume(ImageFormat format, Path path) {
    return Files.isDirectory(path) || format.picture(path, ReadLimits.DEFAULT).isEmpty();
  }

  /** Whether a folder holds files that are read as one volume. */
  public static boolean isSeries(Path folder) {
    return Files.isDirectory(folder) && ImageFormats.of(folder).isPresent();
  }

  /**
   * The files in a folder by the volumes that they belong to, in the order of their names: of DICOM
   * files by SeriesInstanceUID. Further files, and folders in it, are left out.
   *
   * @throws InputException if one of them is damaged
   */
  public static Map<String, List<Path>> series(Path folder) {
    Map<String, List<Path>> series = new LinkedHashMap<>();
    ImageFormats.of(folder)
        .ifPresent(
            format ->
                format
                    .files(folder)
                    .forEach(
                        file ->
                            format
                                .series(file)
                                .ifPresent(
                                    name ->
                                        series
                                            .computeIfAbsent(name, key -> new ArrayList<>())
                                            .add(file))));
    return series;
  }

  static VolumeSize size(Path path, ReadLimits limits) {
    return ImageFormats.ofVolume(path).size(path, limits);
  }

  /**
   * One slice of all channels, or of one, perhaps with NaN; no more than one channel is held at a
   * time.
   */
  static Image slice(Slices slice, ReadLimits limits) {
    Path path = slice.volume();
    List<Field> whole = new ArrayList<>();
    List<Grid> grids =
        ImageFormats.ofVolume(path)
            .channels(
                path,
                slice.channel(),
                limits,
                volume -> {
                  // Not the voxels, which are let go of one channel after the other.
                  whole.add(
                      new Field(Axes.of(1, 1), 1, new float[1], 1, volume.notes())
                          .shownThrough(volume.field().window())
                          .shownInverted(volume.field().inverted()));
                  return OpenVolumes.cut(volume, slice);
                });
    return OpenVolumes.stacked(grids, whole.get(0));
  }

  /** Of the whole volume, one for each channel that is read. */
  static List<IntensityWindow> windows(Slices slice, ReadLimits limits) {
    Path path = slice.volume();
    return ImageFormats.ofVolume(path)
        .channels(path, slice.channel(), limits, volume -> FiniteValues.window(path, volume));
  }

  /** The channel that is asked for, if there are so many. */
  static int requireChannel(Slices slice, int channels) {
    int channel = slice.channel().orElse(0);
    if (channel >= channels) {
      throw new InputException(
          Text.format(
              "%s: there is no channel %d, the volume has %d (0 to %d)",
              slice.volume(), channel, channels, channels - 1));
    }
    return channel;
  }

  /** The files that a path is read from: itself, or those of the volume that it is. */
  static List<Path> files(Path path) {
    Optional<ImageFormat> format = ImageFormats.of(path);
    return format.map(found -> found.files(path)).orElse(List.of(path));
  }
}
