package org.pixelwhy.training.noise;

import java.util.Objects;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * What is learned about noise.
 *
 * @param goal what the network is asked for
 * @param least standard deviation of the noise where a pixel bears none, in units; above or equal 0
 * @param greatest the same where a pixel bears everything; above {@code least}
 * @param unit what one of them is in the values that the utility takes: the range of the images
 * @param lambda weight of the reward for noise
 * @param draws of noise in one step, which share the utility's work on a batch
 */
public record NoiseOptions(
    Goal goal, double least, double greatest, double unit, double lambda, int draws) {
  /** What the network is asked for. */
  public enum Goal {
    /** As published: as much noise as the utility bears. */
    NOISE,
    /**
     * A drawn share of the pixels stays visible, those that bear least; the utility shall give the
     * same mask. It ranks all pixels, where noise only tells those that matter from the others.
     */
    SHARE
  }

  public NoiseOptions {
    Objects.requireNonNull(goal, "goal");
    if (!(least >= 0 && greatest > least && greatest < 1e6)) {
      throw new InputException(
          Text.format(
              "illegal noise: from %s to %s; the least must be 0 or more, the greatest above it",
              least, greatest));
    }
    if (!(unit > 0 && unit < 1e30)) {
      throw new InputException(
          Text.format(
              "illegal unit of noise: %s; it must be above 0, images of one colour have no range",
              unit));
    }
    if (!(lambda >= 0 && lambda < 1e6)) {
      throw new InputException(
          Text.format("illegal weight of noise (lambda): %s, must be 0 or more", lambda));
    }
    if (draws < 1 || draws > 64) {
      throw new InputException(
          Text.format("illegal number of draws of noise: %d, must be from 1 to 64", draws));
    }
  }

  /** As published: noise of 1 to 5 units, lambda 0.001, one draw. */
  public static NoiseOptions published(double unit) {
    return new NoiseOptions(Goal.NOISE, 1, 5, unit, 0.001, 1);
  }

  public NoiseOptions withGoal(Goal newGoal) {
    return new NoiseOptions(newGoal, least, greatest, unit, lambda, draws);
  }

  public NoiseOptions withUnit(double newUnit) {
    return new NoiseOptions(goal, least, greatest, newUnit, lambda, draws);
  }

  public NoiseOptions withDraws(int newDraws) {
    return new NoiseOptions(goal, least, greatest, unit, lambda, newDraws);
  }
}
