package org.pixelwhy.attribution.perturbation;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.attribution.perturbation.CircleDistances.Comparison;
import org.pixelwhy.image.Ellipse;
import org.pixelwhy.image.Mask;
import org.pixelwhy.onnx.graph.InputException;

/**
 * How {@link HausdorffMasks} places circles and compares masks.
 *
 * @param stamp the shape that is laid over the image; usually a circle
 * @param offset pixels between neighbouring positions
 * @param application what becomes of the image's values
 * @param channel the only channel to be changed; empty for all
 * @param comparison how distances become a map
 * @param reference what masks are compared with, in the geometry of the network's output, such as
 *     the ground truth; empty for the prediction without circles
 */
public record HausdorffOptions(
    Mask stamp,
    int offset,
    MaskApplication application,
    OptionalInt channel,
    Comparison comparison,
    Optional<Mask> reference) {
  private static final int LARGEST_DIAMETER = 1 << 12;

  public HausdorffOptions {
    if (offset < 1) {
      throw new InputException(
          "illegal offset of circles: %d, must be at least 1".formatted(offset));
    }
    if (stamp.extents().length != 2 || stamp.isEmpty()) {
      throw new InputException(
          "illegal shape to lay over the image: %s, must have rows, columns and members"
              .formatted(stamp));
    }
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(comparison, "comparison");
    Objects.requireNonNull(reference, "reference");
  }

  /** Circles of diameter 15, 5 pixels apart, filled with 0 on all channels; raw distances. */
  public static HausdorffOptions defaults() {
    return new HausdorffOptions(
        circle(15),
        5,
        MaskApplication.fill(0),
        OptionalInt.empty(),
        Comparison.RAW,
        Optional.empty());
  }

  /** A filled circle: the pixels whose centres lie in it. */
  public static Mask circle(int diameter) {
    if (diameter < 1 || diameter > LARGEST_DIAMETER) {
      throw new InputException(
          "illegal diameter of circles: %d, must be between 1 and %d"
              .formatted(diameter, LARGEST_DIAMETER));
    }
    return new Ellipse(0, 0, diameter, diameter).mask(diameter, diameter);
  }

  public HausdorffOptions withCircles(int diameter, int newOffset) {
    return withStamp(circle(diameter), newOffset);
  }

  public HausdorffOptions withStamp(Mask newStamp, int newOffset) {
    return new HausdorffOptions(newStamp, newOffset, application, channel, comparison, reference);
  }

  public HausdorffOptions withApplication(MaskApplication newApplication) {
    return new HausdorffOptions(stamp, offset, newApplication, channel, comparison, reference);
  }

  public HausdorffOptions withChannel(int newChannel) {
    return new HausdorffOptions(
        stamp, offset, application, OptionalInt.of(newChannel), comparison, reference);
  }

  public HausdorffOptions withComparison(Comparison newComparison) {
    return new HausdorffOptions(stamp, offset, application, channel, newComparison, reference);
  }

  public HausdorffOptions withReference(Mask newReference) {
    return new HausdorffOptions(
        stamp, offset, application, channel, comparison, Optional.of(newReference));
  }
}
