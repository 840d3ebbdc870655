package org.pixelwhy.study;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.pixelwhy.export.ExplainerTarget;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Polygon;
import org.pixelwhy.image.Rectangle;
import org.pixelwhy.image.io.ImageJRoi;
import org.pixelwhy.image.io.MaskReader;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.target.BorderTarget;
import org.pixelwhy.target.ClassTarget;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.ObjectTarget;
import org.pixelwhy.target.PixelTarget;
import org.pixelwhy.target.RegionTarget;
import org.pixelwhy.target.Target;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;

/**
 * A target as a user writes it: a kind, and its arguments in the original image's coordinates (x to
 * the right, y down, from 0).
 *
 * <pre>
 * class[:CLASS]                       the pixels predicted as a class
 * border[:CLASS]                      their border
 * object[:X,Y][:CLASS]                a connected part of them: the one at a pixel, or the largest
 * pixel:X,Y[:CLASS]                   one pixel
 * region:FILE[:CLASS]                 a mask image or an ImageJ .roi file
 * rectangle:X,Y,WIDTH,HEIGHT[:CLASS]
 * polygon:X1,Y1,X2,Y2,X3,Y3...[:CLASS]
 * image[:CLASS]                       every pixel
 * </pre>
 *
 * <p>A class is a name or a number. Where none is given: for class, border, object and image the
 * class with the most pixels besides the background; for the others the one predicted there.
 *
 * @param kind one of {@link #KINDS}
 * @param place the place: coordinates or a file; may be empty
 * @param className the class as written; may be empty
 */
public record TargetSpec(String kind, String place, String className) {
  public static final List<String> KINDS =
      List.of("class", "border", "object", "pixel", "region", "rectangle", "polygon", "image");

  private static final List<String> WITH_PLACE =
      List.of("object", "pixel", "region", "rectangle", "polygon");

  public TargetSpec {
    if (!KINDS.contains(kind)) {
      throw new InputException(
          Text.format("unknown kind of target '%s'.%s", kind, NearestNames.suggest(kind, KINDS)));
    }
    if (WITH_PLACE.contains(kind) && place.isEmpty() && !kind.equals("object")) {
      throw new InputException(
          Text.format("target '%s' needs a place, such as %s", kind, example(kind)));
    }
  }

  private static String example(String kind) {
    return switch (kind) {
      case "pixel", "object" -> "pixel:120,80".replace("pixel", kind);
      case "region" -> "region:mask.png";
      case "rectangle" -> "rectangle:10,20,60,40";
      default -> "polygon:10,10,60,10,30,50";
    };
  }

  /** Reads the notation above. */
  public static TargetSpec parse(String text) {
    int colon = text.indexOf(':');
    String kind = (colon < 0 ? text : text.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
    String rest = colon < 0 ? "" : text.substring(colon + 1);
    if (!WITH_PLACE.contains(kind)) {
      return new TargetSpec(kind, "", rest);
    }
    if (kind.equals("region")) {
      return region(rest);
    }
    int second = rest.indexOf(':');
    if (second >= 0) {
      return new TargetSpec(kind, rest.substring(0, second), rest.substring(second + 1));
    }
    boolean onlyClass = kind.equals("object") && !rest.contains(",");
    return onlyClass ? new TargetSpec(kind, "", rest) : new TargetSpec(kind, rest, "");
  }

  /** A file's name may hold colons itself; the class is what follows the last one, if no file. */
  private static TargetSpec region(String rest) {
    int last = rest.lastIndexOf(':');
    if (last < 0 || isFile(rest)) {
      return new TargetSpec("region", rest, "");
    }
    return new TargetSpec("region", rest.substring(0, last), rest.substring(last + 1));
  }

  /** Where colons are not allowed in a file's name, none of that name exists. */
  private static boolean isFile(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The target for one image. */
  public Target resolve(SegmentationModel model, Geometry geometry, Prediction prediction) {
    OptionalInt given =
        className.isEmpty() ? OptionalInt.empty() : OptionalInt.of(model.classIndex(className));
    return switch (kind) {
      case "class" -> new ClassTarget(given.orElseGet(() -> largest(model, prediction)));
      case "border" -> new BorderTarget(given.orElseGet(() -> largest(model, prediction)));
      case "image" -> new ImageTarget(given.orElseGet(() -> largest(model, prediction)));
      case "object" -> object(model, geometry, prediction, given);
      case "pixel" -> new PixelTarget(pixel(geometry, planar(prediction.extents())), given);
      default -> regionTarget(geometry, prediction, given);
    };
  }

  /**
   * The target of an explainer, for every image of the network's input size.
   *
   * @param geometry of an image of that size
   * @param extents of the network's output
   * @throws InputException for an object, which is found by a search
   */
  public ExplainerTarget compile(SegmentationModel model, Geometry geometry, int[] extents) {
    OptionalInt given =
        className.isEmpty() ? OptionalInt.empty() : OptionalInt.of(model.classIndex(className));
    return switch (kind) {
      case "class", "border" -> new ExplainerTarget.Predicted(given, kind.equals("border"));
      case "image" -> new ExplainerTarget.Everywhere(given);
      case "object" ->
          throw new InputException(
              "target 'object' cannot be compiled: connected parts are found by a search; choose"
                  + " class, border, region, rectangle, polygon or pixel, or --seed-input and give"
                  + " the object's weights with each image");
      case "pixel" -> {
        int pixel = pixel(geometry, planar(extents));
        yield new ExplainerTarget.Region(Mask.of(extents, i -> i == pixel), given);
      }
      default -> {
        Mask mask = geometry.toOutput(imageMask(geometry), planar(extents));
        if (mask.isEmpty()) {
          throw new InputException("the region '" + this + "' holds no pixel of the input");
        }
        yield new ExplainerTarget.Region(mask, given);
      }
    };
  }

  private static int largest(SegmentationModel model, Prediction prediction) {
    int best = -1;
    for (int k = 0; k < prediction.classes(); k++) {
      boolean background = model.background().isPresent() && model.background().getAsInt() == k;
      if (!background && (best < 0 || prediction.mask(k).count() > prediction.mask(best).count())) {
        best = k;
      }
    }
    return Math.max(0, best);
  }

  private Target object(
      SegmentationModel model, Geometry geometry, Prediction prediction, OptionalInt given) {
    if (place.isEmpty()) {
      return new ObjectTarget(given.orElseGet(() -> largest(model, prediction)), -1);
    }
    int pixel = pixel(geometry, planar(prediction.extents()));
    return new ObjectTarget(given.orElseGet(() -> prediction.classAt(pixel)), pixel);
  }

  private int pixel(Geometry geometry, int[] extents) {
    double[] xy = numbers(2);
    return geometry.outputIndex((int) Math.floor(xy[1]), (int) Math.floor(xy[0]), extents);
  }

  private Target regionTarget(Geometry geometry, Prediction prediction, OptionalInt given) {
    Mask mask = geometry.toOutput(imageMask(geometry), planar(prediction.extents()));
    return new RegionTarget(mask, given, kind + " " + place);
  }

  private static int[] planar(int[] extents) {
    if (extents.length != 2) {
      throw new InputException(
          Text.format(
              "targets with a place are for two-dimensional networks; this one's output has extents %s",
              Arrays.toString(extents)));
    }
    return extents;
  }

  private Mask imageMask(Geometry geometry) {
    int height = geometry.imageHeight();
    int width = geometry.imageWidth();
    return switch (kind) {
      case "rectangle" -> {
        double[] r = numbers(4);
        yield new Rectangle(r[0], r[1], r[2], r[3]).mask(height, width);
      }
      case "polygon" -> polygon().mask(height, width);
      default -> {
        Path file = file();
        boolean roi = place.toLowerCase(Locale.ROOT).endsWith(".roi");
        yield roi ? ImageJRoi.read(file, height, width) : MaskReader.read(file);
      }
    };
  }

  private Path file() {
    try {
      return Path.of(place);
    } catch (InvalidPathException e) {
      throw new InputException("target 'region': '" + place + "' is no file's name", e);
    }
  }

  private Polygon polygon() {
    double[] points = numbers(-1);
    if (points.length < 6 || points.length % 2 != 0) {
      throw new InputException(
          "target 'polygon' needs at least three points as X1,Y1,X2,Y2,X3,Y3; found " + place);
    }
    double[] x = new double[points.length / 2];
    double[] y = new double[points.length / 2];
    for (int i = 0; i < x.length; i++) {
      x[i] = points[2 * i];
      y[i] = points[2 * i + 1];
    }
    return Polygon.of(x, y);
  }

  /** The place as numbers: so many, or any number of them if -1. */
  private double[] numbers(int count) {
    try {
      double[] numbers =
          Arrays.stream(place.split("[,; ]+")).mapToDouble(Double::parseDouble).toArray();
      if (count >= 0 && numbers.length != count
          || Arrays.stream(numbers).anyMatch(n -> !Double.isFinite(n))) {
        throw new NumberFormatException();
      }
      return numbers;
    } catch (NumberFormatException e) {
      throw new InputException(
          Text.format("target '%s': expected %s, found '%s'", kind, example(kind), place), e);
    }
  }

  /** The notation that {@link #parse} reads. */
  @Override
  public String toString() {
    return kind
        + (place.isEmpty() ? "" : ":" + place)
        + (className.isEmpty() ? "" : ":" + className);
  }
}
