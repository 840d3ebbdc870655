package org.pixelwhy.training;

import java.util.List;
import java.util.Objects;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The learning rate over time.
 *
 * @param base its value where the schedule's factor is 1
 * @param schedule how it changes
 * @param warmUp number of first steps over which it rises linearly from 0; 0 for none
 */
public record LearningRate(double base, Schedule schedule, int warmUp) {
  public LearningRate {
    Objects.requireNonNull(schedule, "schedule");
    if (!(base > 0 && base < 1e3)) {
      throw new InputException(
          Text.format("illegal learning rate: %s, must be above 0 and below 1000", base));
    }
    if (warmUp < 0) {
      throw new InputException(
          Text.format("illegal number of warm-up steps: %d, must be 0 or more", warmUp));
    }
  }

  /**
   * The rate of a step.
   *
   * @param step from 0
   * @param steps number of all steps
   * @param scores validation scores of the epochs so far, the greater the better
   */
  public double at(long step, long steps, List<Double> scores) {
    double rate = base * schedule.factor((double) step / steps, scores);
    return step < warmUp ? rate * (step + 1) / warmUp : rate;
  }
}
