package org.pixelwhy.training;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What says which epoch was the best.
 *
 * @param measure one of the epochs' {@link EpochResult#measures}
 * @param rising whether more of it is better
 */
public record Score(String measure, boolean rising) {
  /** Mean Dice coefficient of the validation images. */
  public static final Score DICE = new Score("dice", true);

  /** Mean intersection over union of the validation images. */
  public static final Score IOU = new Score("iou", true);

  /** Mean Hausdorff distance of the validation images, the smaller the better. */
  public static final Score HAUSDORFF = new Score("hausdorff", false);

  /** Mean loss of the training images, the smaller the better. */
  public static final Score LOSS = new Score(EpochResult.LOSS, false);

  /** Mean loss of the validation images, the smaller the better. */
  public static final Score VALIDATION_LOSS = new Score("validation loss", false);

  /** Those of a network that learns to segment. */
  public static final List<Score> OF_SEGMENTATION = List.of(DICE, IOU, HAUSDORFF, LOSS);

  public Score {
    Objects.requireNonNull(measure, "measure");
  }

  /** The one of {@link #OF_SEGMENTATION} of this name. */
  public static Optional<Score> find(String name) {
    return OF_SEGMENTATION.stream().filter(score -> score.measure().equals(name)).findFirst();
  }

  /** The score of an epoch, the greater the better. */
  double of(EpochResult epoch) {
    double value = epoch.measure(measure);
    return rising ? value : -value;
  }

  /** The epoch with the greatest score; the first of several. */
  public EpochResult best(List<EpochResult> history) {
    EpochResult best = history.get(0);
    for (EpochResult epoch : history) {
      best = of(epoch) > of(best) ? epoch : best;
    }
    return best;
  }
}
