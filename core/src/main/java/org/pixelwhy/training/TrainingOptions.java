package org.pixelwhy.training;

import java.util.List;
import java.util.Objects;
import org.pixelwhy.data.Augmentation;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * How a network is trained.
 *
 * @param recipe what a step does
 * @param learningRate over time
 * @param epochs how often every image is seen, at least 1
 * @param batch images per step, at least 1
 * @param augmentations changes of the images
 * @param score which epoch is the best
 * @param patience epochs without a better score after which training stops; 0 for never
 * @param seed of order and augmentations
 */
public record TrainingOptions(
    Recipe recipe,
    LearningRate learningRate,
    int epochs,
    int batch,
    List<Augmentation> augmentations,
    Score score,
    int patience,
    long seed) {
  public TrainingOptions {
    Objects.requireNonNull(recipe, "recipe");
    Objects.requireNonNull(learningRate, "learningRate");
    Objects.requireNonNull(score, "score");
    augmentations = List.copyOf(augmentations);
    require("epochs", epochs, 1);
    require("images per batch", batch, 1);
    require("epochs of patience", patience, 0);
  }

  private static void require(String what, int value, int least) {
    if (value < least) {
      throw new InputException(
          Text.format("illegal number of %s: %d, must be at least %d", what, value, least));
    }
  }
}
