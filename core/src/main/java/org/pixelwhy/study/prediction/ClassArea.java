package org.pixelwhy.study.prediction;

import java.util.Optional;
import java.util.OptionalDouble;
import org.pixelwhy.overlap.OverlapCounts;

/**
 * How much of an image or volume is predicted as one class.
 *
 * @param name of the class
 * @param label its number in masks
 * @param pixels predicted as the class
 * @param of all pixels, or voxels
 * @param measure square millimetres of an image, millilitres of a volume; empty where the spacing
 *     is not known
 * @param overlap with the ground truth, the prediction first; empty where there is none
 */
public record ClassArea(
    String name,
    int label,
    long pixels,
    long of,
    OptionalDouble measure,
    Optional<OverlapCounts> overlap) {
  /** From 0 to 1. */
  public double share() {
    return (double) pixels / of;
  }

  /** The Dice coefficient; empty without ground truth. */
  public OptionalDouble dice() {
    return overlap.stream().mapToDouble(OverlapCounts::dice).findFirst();
  }

  /** Intersection over union; empty without ground truth. */
  public OptionalDouble iou() {
    return overlap.stream().mapToDouble(OverlapCounts::iou).findFirst();
  }

  /** The same class in two slices; what they measure together is not known. */
  ClassArea plus(ClassArea other) {
    Optional<OverlapCounts> both = overlap.flatMap(own -> other.overlap.map(own::plus));
    return new ClassArea(
        name, label, pixels + other.pixels, of + other.of, OptionalDouble.empty(), both);
  }

  /** With another measure. */
  ClassArea measuring(OptionalDouble newMeasure) {
    return new ClassArea(name, label, pixels, of, newMeasure, overlap);
  }
}
