package org.pixelwhy.image.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.pixelwhy.image.Image;

/** Picture files as upright numbers. */
final class Pictures {
  private Pictures() {}

  /** Colours: palettes expanded, alpha dropped. */
  static Image colours(Path file, FileKind kind, ReadLimits limits) {
    return upright(
        file, kind, limits, (picture, notes) -> Samples.colours(picture.pixels(), notes));
  }

  /** Colours, not turned as EXIF says. */
  static Image stored(Path file, FileKind kind, ReadLimits limits) {
    return read(file, kind, limits, (picture, notes) -> Samples.colours(picture.pixels(), notes));
  }

  /** What is stored: of palettes the index. */
  static Image labels(Path file, FileKind kind, ReadLimits limits) {
    return upright(file, kind, limits, (picture, notes) -> Samples.labels(picture.pixels()));
  }

  private static Image upright(
      Path file,
      FileKind kind,
      ReadLimits limits,
      BiFunction<Picture, List<String>, Image> numbers) {
    return Orientation.of(file, kind).apply(read(file, kind, limits, numbers), List.of());
  }

  private static Image read(
      Path file,
      FileKind kind,
      ReadLimits limits,
      BiFunction<Picture, List<String>, Image> numbers) {
    Optional<Image> channels =
        kind == FileKind.TIFF ? TiffChannels.read(file, limits) : Optional.empty();
    if (channels.isPresent()) {
      return channels.get();
    }
    List<String> notes = new ArrayList<>();
    Picture picture = PictureDecoder.decode(file, kind, limits);
    Image image = numbers.apply(picture, notes);
    notes.addAll(picture.notes());
    return Orientation.UPRIGHT.apply(image, notes);
  }
}
