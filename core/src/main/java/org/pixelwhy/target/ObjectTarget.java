package org.pixelwhy.target;

import java.util.Objects;
import java.util.Optional;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * One connected component of what is predicted as a class. Neighbours along an axis are connected;
 * what two parts share beyond the image's edge does not connect them.
 *
 * @param at a point of the component in the original image; where none is given, the largest one
 * @param choice the class; where none is stated, the one predicted at the point, or without a point
 *     the one with the most pixels besides the background
 */
public record ObjectTarget(Optional<ImagePoint> at, ClassChoice choice) implements Target {
  static final TargetKind KIND =
      new TargetKind(
          "object",
          "object[:X,Y][:CLASS]",
          "the connected part at a pixel, or the largest",
          "object:120,80",
          ObjectTarget::parse);

  public ObjectTarget {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(choice, "choice");
  }

  /** The largest component of a class. */
  public static ObjectTarget largest(ClassChoice choice) {
    return new ObjectTarget(Optional.empty(), choice);
  }

  /** The component at x to the right and y down, of the class predicted there. */
  public static ObjectTarget at(double x, double y) {
    return new ObjectTarget(Optional.of(new ImagePoint(x, y)), ClassChoice.OPEN);
  }

  private static ObjectTarget parse(TargetText text) {
    return text.place().contains(",")
        ? new ObjectTarget(Optional.of(text.point()), text.classBehindPlace())
        : largest(text.whole());
  }

  @Override
  public FixedTarget resolve(Prediction prediction) {
    return at.isPresent() ? around(prediction, at.get()) : largest(prediction);
  }

  private FixedTarget around(Prediction prediction, ImagePoint point) {
    int pixel = point.outputIndex(prediction.geometry(), prediction.extents());
    int found = choice.orMostVoted(prediction, new int[] {pixel});
    Mask component = ClassTarget.present(prediction, found).component(pixel);
    String name = prediction.describe(found);
    if (component.isEmpty()) {
      throw new InputException(
          Text.format(
              "the pixel %s is not predicted as class %s; give a pixel of the object",
              point, name));
    }
    return FixedTarget.of(this, component, found, "object at " + point + ", class " + name);
  }

  private FixedTarget largest(Prediction prediction) {
    int found = choice.orLargest(prediction);
    Mask best = ClassTarget.present(prediction, found).largestComponent();
    String description = "largest object of class " + prediction.describe(found);
    return FixedTarget.of(this, best, found, description);
  }

  @Override
  public TargetNodes append(TargetGraph graph) {
    throw new UncompiledTarget(
        "target 'object' cannot be compiled: connected parts are found by a search; choose class,"
            + " border, region, rectangle, polygon or pixel");
  }

  @Override
  public String toString() {
    return "object"
        + at.map(point -> ":" + ImagePoint.written(point.x(), point.y())).orElse("")
        + choice.suffix();
  }
}
