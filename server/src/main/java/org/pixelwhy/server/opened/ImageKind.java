package org.pixelwhy.server.opened;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource;

/** How a file is read as an image, in words that a row keeps. */
final class ImageKind {
  /** Of what no copy can be kept: folders, and values that were filled in. */
  static final String ELSEWHERE = "elsewhere";

  /** A file, or the folder of a series that was sent. */
  private static final String PICTURE = "picture";

  private static final String ARRAY = "array";

  private ImageKind() {}

  static String of(ImageSource source) {
    if (source instanceof ImageSource.Picture) {
      return PICTURE;
    } else if (source instanceof ImageSource.Array) {
      return ARRAY;
    } else if (source instanceof ImageSource.Slices slices) {
      return String.join(
          " ",
          slices.plane().name(),
          Integer.toString(slices.first()),
          Integer.toString(slices.last()),
          slices.channel().isPresent() ? Integer.toString(slices.channel().getAsInt()) : "-");
    }
    return ELSEWHERE;
  }

  /** The source again, for a file; empty where no copy was kept. */
  static Optional<ImageSource> source(String kind, Path file) {
    return switch (kind) {
      case ELSEWHERE -> Optional.empty();
      case PICTURE -> Optional.of(new ImageSource.Picture(file));
      case ARRAY -> Optional.of(new ImageSource.Array(file));
      default -> {
        String[] words = kind.split(" ");
        OptionalInt channel =
            words[3].equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(words[3]));
        yield Optional.of(
            new ImageSource.Slices(
                file,
                Plane.valueOf(words[0]),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                channel));
      }
    };
  }

  /** Numbers of slices as text, such as {@code axial=30 coronal=20 sagittal=20}. */
  static String text(Map<Plane, Integer> slices) {
    return slices.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(one -> one.getKey().name().toLowerCase(Locale.ROOT) + "=" + one.getValue())
        .collect(Collectors.joining(" "));
  }

  static Map<Plane, Integer> slices(String text) {
    Map<Plane, Integer> slices = new EnumMap<>(Plane.class);
    Arrays.stream(text.split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> word.split("="))
        .forEach(
            pair ->
                slices.put(
                    Plane.valueOf(pair[0].toUpperCase(Locale.ROOT)), Integer.parseInt(pair[1])));
    return slices;
  }
}
