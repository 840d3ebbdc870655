package org.pixelwhy.target;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageJRoi;
import org.pixelwhy.image.io.MaskReader;
import org.pixelwhy.tensor.InputException;

/**
 * The pixels that a file marks, whatever is predicted there.
 *
 * @param file a mask image of the original image's size, an ImageJ {@code .roi} file, or where the
 *     image is a slice of a volume a volume of the same extents, which is cut as the image is
 * @param choice the class; where none is stated, the one predicted at most of the pixels
 */
public record RegionTarget(Path file, ClassChoice choice) implements PlacedTarget {
  static final TargetKind KIND =
      new TargetKind(
          "region",
          "region:FILE[:CLASS]",
          "a mask image or volume, or an ImageJ .roi file",
          "region:mask.png",
          RegionTarget::parse);

  public RegionTarget {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(choice, "choice");
  }

  /** A file's name may hold colons itself; the class is what follows the last one, if no file. */
  private static RegionTarget parse(TargetText text) {
    String rest = text.required();
    int last = rest.lastIndexOf(':');
    return last < 0 || isFile(rest)
        ? new RegionTarget(file(rest), ClassChoice.OPEN)
        : new RegionTarget(
            file(rest.substring(0, last)), ClassChoice.named(rest.substring(last + 1)));
  }

  /** Where colons are not allowed in a file's name, none of that name exists. */
  private static boolean isFile(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Path file(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new InputException("target 'region': '" + name + "' is no file's name", e);
    }
  }

  @Override
  public Mask pixels(Geometry geometry, int[] extents) {
    boolean roi = file.toString().toLowerCase(Locale.ROOT).endsWith(".roi");
    Mask mask =
        roi
            ? ImageJRoi.read(file, geometry.imageHeight(), geometry.imageWidth())
            : MaskReader.read(file, OptionalInt.empty(), geometry.image());
    return geometry.toOutput(mask, ImagePoint.planar(extents));
  }

  @Override
  public RegionTarget moved(Function<Path, String> newPlace) {
    return new RegionTarget(file(newPlace.apply(file)), choice);
  }

  @Override
  public String place() {
    return "region " + file;
  }

  @Override
  public String toString() {
    return "region:" + file + choice.suffix();
  }
}
