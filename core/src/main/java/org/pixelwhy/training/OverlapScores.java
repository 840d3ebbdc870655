package org.pixelwhy.training;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.pixelwhy.tensor.Text;

/**
 * How well a network's masks agree with the truth over many images.
 *
 * @param images at least one
 * @param leftOut number of images that could not be read, or have no pixel that counts
 */
public record OverlapScores(List<ImageScores> images, int leftOut) {
  public OverlapScores {
    images = List.copyOf(images);
    if (images.isEmpty() || leftOut < 0) {
      throw new IllegalArgumentException(
          Text.format("no scores of %d images, %d left out", images.size(), leftOut));
    }
  }

  /** Mean Dice coefficient (MDice), 0 to 1. */
  public double dice() {
    return mean(ImageScores::dice);
  }

  /** Mean intersection over union (MIoU), 0 to 1. */
  public double iou() {
    return mean(ImageScores::iou);
  }

  /** Mean Hausdorff distance in pixels. */
  public double hausdorff() {
    return mean(ImageScores::hausdorff);
  }

  private double mean(ToDoubleFunction<ImageScores> score) {
    return images.stream().mapToDouble(score).average().orElseThrow();
  }
}
