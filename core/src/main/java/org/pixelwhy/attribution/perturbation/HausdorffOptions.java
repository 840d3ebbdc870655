package org.pixelwhy.attribution.perturbation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.attribution.perturbation.CircleDistances.Comparison;
import org.pixelwhy.image.Ellipse;
import org.pixelwhy.image.Mask;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How {@link HausdorffMasks} places circles and compares masks.
 *
 * @param stamp the shape that is laid over the image; usually a circle
 * @param offset pixels between neighbouring positions
 * @param application what becomes of the image's values
 * @param channel the only channel to be changed; empty for all
 * @param distance how masks are compared
 * @param comparisons how distances become maps, one for each; empty for all that tell something:
 *     each of them with a reference, the raw distance without
 * @param reference what masks are compared with, in the geometry of the network's output, such as
 *     the ground truth; empty for the prediction without circles
 */
public record HausdorffOptions(
    Mask stamp,
    int offset,
    MaskApplication application,
    OptionalInt channel,
    MaskDistance distance,
    List<Comparison> comparisons,
    Optional<Mask> reference) {
  private static final int LARGEST_DIAMETER = 1 << 12;

  public HausdorffOptions {
    if (offset < 1) {
      throw new InputException(
          Text.format("illegal offset of circles: %d, must be at least 1", offset));
    }
    if (stamp.extents().length != 2 || stamp.isEmpty()) {
      throw new InputException(
          Text.format(
              "illegal shape to lay over the image: %s, must have rows, columns and members",
              stamp));
    }
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(distance, "distance");
    comparisons = List.copyOf(comparisons);
    Objects.requireNonNull(reference, "reference");
  }

  /** Circles of diameter 15, 5 pixels apart, filled with 0 on all channels. */
  public static HausdorffOptions defaults() {
    return new HausdorffOptions(
        circle(15),
        5,
        MaskApplication.fill(0),
        OptionalInt.empty(),
        MaskDistance.Standard.HAUSDORFF,
        List.of(),
        Optional.empty());
  }

  /** A filled circle: the pixels whose centres lie in it. */
  public static Mask circle(int diameter) {
    if (diameter < 1 || diameter > LARGEST_DIAMETER) {
      throw new InputException(
          Text.format(
              "illegal diameter of circles: %d, must be between 1 and %d",
              diameter, LARGEST_DIAMETER));
    }
    return new Ellipse(0, 0, diameter, diameter).mask(diameter, diameter);
  }

  public HausdorffOptions withCircles(int diameter, int newOffset) {
    return withStamp(circle(diameter), newOffset);
  }

  public HausdorffOptions withStamp(Mask newStamp, int newOffset) {
    return new HausdorffOptions(
        newStamp, newOffset, application, channel, distance, comparisons, reference);
  }

  public HausdorffOptions withApplication(MaskApplication newApplication) {
    return new HausdorffOptions(
        stamp, offset, newApplication, channel, distance, comparisons, reference);
  }

  public HausdorffOptions withChannel(int newChannel) {
    return new HausdorffOptions(
        stamp, offset, application, OptionalInt.of(newChannel), distance, comparisons, reference);
  }

  public HausdorffOptions withDistance(MaskDistance newDistance) {
    return new HausdorffOptions(
        stamp, offset, application, channel, newDistance, comparisons, reference);
  }

  public HausdorffOptions withComparisons(List<Comparison> newComparisons) {
    return new HausdorffOptions(
        stamp, offset, application, channel, distance, newComparisons, reference);
  }

  public HausdorffOptions withReference(Mask newReference) {
    return new HausdorffOptions(
        stamp, offset, application, channel, distance, comparisons, Optional.of(newReference));
  }

  /** The maps that are made. */
  List<Comparison> maps() {
    if (!comparisons.isEmpty()) {
      return comparisons;
    }
    // Compared with the prediction itself nothing is better, and what is worse is the distance.
    return reference.isPresent() ? List.of(Comparison.values()) : List.of(Comparison.RAW);
  }

  /** All that decides what is measured, but for the masks. */
  String measured() {
    return Text.format(
        "%d apart, %s, channel %s, %s",
        offset, application.description(), channel, distance.description());
  }
}
