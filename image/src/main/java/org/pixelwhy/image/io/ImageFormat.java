package org.pixelwhy.image.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Volume;
import org.pixelwhy.tensor.InputException;

/**
 * A file format that this module does not read itself. Formats are found by {@link
 * java.util.ServiceLoader}: put a class with a public constructor without parameters on the class
 * path, and its name into {@code META-INF/services/org.pixelwhy.image.io.ImageFormat}.
 *
 * <p>Whatever is wrong with a file is an {@link InputException} that names it. Several threads may
 * use a format at once.
 */
public interface ImageFormat {
  /** Its name in messages, such as {@code NIfTI}. */
  String name();

  /**
   * Whether a file is of this format.
   *
   * @param file for formats of several files, which know each other by their names
   * @param start the file's first 352 bytes, or fewer where it has no more; of a gzip file, as they
   *     are unpacked
   * @param packed whether they were
   */
  boolean recognises(Path file, byte[] start, boolean packed);

  /**
   * All files that one is read from, itself among them; of a folder those that are one volume
   * together, empty where there are none.
   */
  List<Path> files(Path path);

  /**
   * Which of the volumes in a folder a file belongs to, such as a SeriesInstanceUID; empty where it
   * belongs to none, or the format knows no such volumes.
   *
   * @throws InputException if the file is damaged
   */
  default Optional<String> series(Path file) {
    return Optional.empty();
  }

  /**
   * What a volume holds, read from as little of it as can be. A format of pictures alone has none.
   *
   * @throws InputException if it is damaged, or claims more than the limit
   */
  default VolumeSize size(Path path, ReadLimits limits) {
    throw new InputException(path + ": is a picture, not a volume");
  }

  /**
   * What is made of each channel of a volume, one after the other, so that many need no more memory
   * than one where little is made of each. A format of pictures alone has none.
   *
   * @param channel from 0; empty for all of them
   * @param use is given each channel
   * @throws InputException if the volume is damaged, too large, or has no such channel
   */
  default <T> List<T> channels(
      Path path, OptionalInt channel, ReadLimits limits, Function<Volume, T> use) {
    throw new InputException(path + ": is a picture, not a volume");
  }

  /**
   * How the voxels of a volume stand in its file and lie in the patient; empty where the format
   * does not tell. As little of it is read as can be.
   *
   * @throws InputException if it is damaged, or claims more than the limit
   */
  default Optional<VoxelPlaces> places(Path path, ReadLimits limits) {
    return Optional.empty();
  }

  /**
   * The picture that a file holds, with the values as they are there; empty where it holds a volume
   * instead.
   */
  Optional<Image> picture(Path file, ReadLimits limits);

  /** Extents of a volume in the order of {@link Volume}, and its channels. */
  record VolumeSize(int slices, int height, int width, long channels) {
    /** What the voxels of all channels, or of one, take in memory. */
    long bytes(OptionalInt channel) {
      return 4L * slices * height * width * (channel.isPresent() ? 1 : channels);
    }
  }
}
