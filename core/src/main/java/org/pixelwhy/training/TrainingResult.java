package org.pixelwhy.training;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came out of a training.
 *
 * @param history results of all epochs
 * @param test scores of the best epoch's network on the images that neither taught nor chose it;
 *     empty before the end of training, and where there are no such images
 */
public record TrainingResult(List<EpochResult> history, Optional<OverlapScores> test) {
  public TrainingResult {
    history = List.copyOf(history);
    Objects.requireNonNull(test, "test");
  }
}
