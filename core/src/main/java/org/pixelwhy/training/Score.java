package org.pixelwhy.training;

import java.util.List;

/** What says which epoch was the best. */
public enum Score {
  /** Mean Dice coefficient of the validation images. */
  DICE,
  /** Mean intersection over union of the validation images. */
  IOU,
  /** Mean Hausdorff distance of the validation images, the smaller the better. */
  HAUSDORFF,
  /** Mean loss of the training images, the smaller the better. */
  LOSS;

  /** The score of an epoch, the greater the better. */
  double of(EpochResult epoch) {
    return switch (this) {
      case DICE -> epoch.dice();
      case IOU -> epoch.iou();
      case HAUSDORFF -> -epoch.hausdorff();
      case LOSS -> -epoch.loss();
    };
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
