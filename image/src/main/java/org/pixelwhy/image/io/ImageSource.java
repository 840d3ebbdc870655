package org.pixelwhy.image.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.Plane;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Where an image comes from: a plain value, of which nothing is read before {@link OpenVolumes}
 * does.
 */
public sealed interface ImageSource {
  /** What messages and results call it: the path, and the slice where it is one. */
  String name();

  /** The same without the folders. */
  String title();

  /** A name for files that are made of it, such as {@code ct_axial_20}; not always unique. */
  String stem();

  /** The file or folder that it is read from; empty where it is in memory. */
  Optional<Path> path();

  /** The single images that it stands for: itself, or the slices of a range. */
  default List<ImageSource> images() {
    return List.of(this);
  }

  /** A file: where its name ends in {@code .npy} an array, else a picture. */
  static ImageSource of(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")
        ? new Array(file)
        : new Picture(file);
  }

  /**
   * What a file holds of an image: of a volume the slice that the image is of its own volume, else
   * the file's picture or array.
   *
   * @param file such as a mask or a baseline
   * @param image where the image lies
   * @throws InputException if the file is a volume and the image is no slice of one as large
   */
  static ImageSource alike(Path file, Axes image) {
    ImageSource plain = of(file);
    if (!(plain instanceof Picture) || !ImageReader.isStack(file)) {
      return plain;
    }
    Axes.Section section =
        image
            .section()
            .orElseThrow(
                () ->
                    new InputException(
                        file
                            + ": is a volume, and the image is no slice of one; give a picture of"
                            + " the image's size"));
    int count = VolumeReader.count(file, section.plane());
    if (count != section.count()) {
      String plane = section.plane().name().toLowerCase(Locale.ROOT);
      throw new InputException(
          Text.format(
              "%s: has %d %s slices, the image is slice %d of a volume of %d; give a volume of the"
                  + " same extents",
              file, count, plane, section.index(), section.count()));
    }
    return new Slices(file, section.plane(), section.index());
  }

  /** A file with one picture: PNG, JPEG, TIFF, DICOM, or a volume of one slice. */
  record Picture(Path file) implements ImageSource {
    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public String title() {
      return fileName(file);
    }

    @Override
    public String stem() {
      return stemOf(file);
    }

    @Override
    public Optional<Path> path() {
      return Optional.of(file);
    }
  }

  /** A {@code .npy} file with a network's finished input. */
  record Array(Path file) implements ImageSource {
    @Override
    public String name() {
      return file.toString();
    }

    @Override
    public String title() {
      return fileName(file);
    }

    @Override
    public String stem() {
      return stemOf(file);
    }

    @Override
    public Optional<Path> path() {
      return Optional.of(file);
    }
  }

  /**
   * A slice of a volume, or several that follow each other.
   *
   * @param volume a file, or a folder of DICOM files
   * @param plane of the slices
   * @param first from 0: from the feet, from the front, from the right
   * @param last itself included
   * @param channel from 0; empty for all of them
   */
  record Slices(Path volume, Plane plane, int first, int last, OptionalInt channel)
      implements ImageSource {
    public Slices {
      if (first < 0 || last < first) {
        throw new InputException(
            Text.format(
                "%s: illegal slices %d to %d, must be from 0 on and rise", volume, first, last));
      }
    }

    /** One slice, all channels of it. */
    public Slices(Path volume, Plane plane, int index) {
      this(volume, plane, index, index, OptionalInt.empty());
    }

    @Override
    public String name() {
      return volume + suffix(":", ",", first == last ? "" : "-" + last);
    }

    @Override
    public String title() {
      return fileName(volume) + suffix(":", ",", first == last ? "" : "-" + last);
    }

    @Override
    public String stem() {
      return stemOf(volume) + suffix("_", "_", first == last ? "" : "-" + last);
    }

    private String suffix(String start, String between, String end) {
      return start
          + plane.name().toLowerCase(Locale.ROOT)
          + between
          + first
          + end
          + (channel.isPresent() ? between + channel.getAsInt() : "");
    }

    @Override
    public Optional<Path> path() {
      return Optional.of(volume);
    }

    @Override
    public List<ImageSource> images() {
      return IntStream.rangeClosed(first, last)
          .<ImageSource>mapToObj(i -> new Slices(volume, plane, i, i, channel))
          .toList();
    }
  }

  /** A picture that a program holds. */
  record InMemory(String name, Image image) implements ImageSource {
    @Override
    public String title() {
      return name;
    }

    @Override
    public String stem() {
      return name;
    }

    @Override
    public Optional<Path> path() {
      return Optional.empty();
    }
  }

  /**
   * Another source, with a number in place of values that are NaN or infinite; without it, an image
   * that has such is refused.
   */
  record Filled(ImageSource source, double value) implements ImageSource {
    public Filled {
      if (!Float.isFinite((float) value)) {
        throw new InputException(
            Text.format("illegal number for missing values: %s, must be finite", value));
      }
    }

    @Override
    public String name() {
      return source.name();
    }

    @Override
    public String title() {
      return source.title();
    }

    @Override
    public String stem() {
      return source.stem();
    }

    @Override
    public Optional<Path> path() {
      return source.path();
    }

    @Override
    public List<ImageSource> images() {
      return source.images().stream().<ImageSource>map(one -> new Filled(one, value)).toList();
    }
  }

  private static String fileName(Path file) {
    Path name = file.toAbsolutePath().normalize().getFileName();
    return name == null ? file.toString() : name.toString();
  }

  private static String stemOf(Path file) {
    String name = fileName(file);
    String lower = name.toLowerCase(Locale.ROOT);
    String plain = lower.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    int dot = plain.lastIndexOf('.');
    return dot > 0 ? plain.substring(0, dot) : plain;
  }
}
