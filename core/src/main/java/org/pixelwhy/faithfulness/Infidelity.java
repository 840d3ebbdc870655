package org.pixelwhy.faithfulness;

import java.util.Arrays;
import java.util.Random;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/**
 * How badly a map foretells what perturbations do to the target: {@code mean over I of (a - b)^2},
 * {@code a = sum(I * phi)}, {@code b = t(x) - t(x - I)}; 0 is best, in squared target units.
 *
 * <p>Normalised, the map's scale does not count: {@code mean of (beta a - b)^2}, {@code beta =
 * sum(a b) / sum(a^2)} (0 where all a are 0). Maps of a layer are summed over features and enlarged
 * linearly; maps without channels count the same for every channel. Costs one forward pass per
 * sample.
 *
 * <p>Yeh et al.: On the (In)fidelity and Sensitivity of Explanations, NeurIPS 2019; normalised as
 * in Captum. Deviation from the paper: beta is fitted only on request.
 */
public final class Infidelity {
  /**
   * @param value the infidelity
   * @param beta the factor that the map was multiplied with; 1 if not normalised
   * @param forwardPasses how often the model ran
   * @param reached whether any perturbation changed the target; where none did, every map that
   *     claims nothing is perfect, and the value says nothing
   */
  public record Score(double value, double beta, long forwardPasses, boolean reached) {}

  /** Changes of a smaller share of the target are lost in rounding. */
  private static final double ROUNDING = 1e-6;

  private final Sampling sampling;

  public Infidelity(Sampling sampling) {
    this.sampling = sampling;
  }

  /** 100 samples of noise with a standard deviation of 0.1, not normalised. */
  public static Sampling defaults() {
    return new Sampling(new Perturbation.Gaussian(0.1), 100, 0, false);
  }

  /**
   * The infidelity of one map.
   *
   * @throws InputException if the map does not fit the input
   */
  public Score score(Evaluation at, Question question, Attribution map) {
    float[] phi = InputMap.values(map, at.image());
    FrozenTarget target = question.freeze(at.prediction());
    double clean = target.value(question.output(at.prediction()));
    double[] a = new double[sampling.samples()];
    Random random = sampling.random();
    double[] b =
        at.batches().values(sampling.samples(), i -> perturbed(at, phi, a, i, random), target);
    for (int i = 0; i < b.length; i++) {
      b[i] = clean - b[i];
    }
    boolean reached =
        Arrays.stream(b).anyMatch(change -> Math.abs(change) > ROUNDING * Math.abs(clean));
    double beta = sampling.normalize() ? beta(a, b) : 1;
    double sum = 0;
    for (int i = 0; i < b.length; i++) {
      sum += (beta * a[i] - b[i]) * (beta * a[i] - b[i]);
    }
    return new Score(sum / b.length, beta, b.length, reached);
  }

  /** {@code x - I}; notes {@code a = sum(I * phi)} on the way. */
  private Tensor perturbed(Evaluation at, float[] phi, double[] a, int index, Random random) {
    float[] drawn = sampling.draw(at, index, random);
    float[] values = at.image().toFloats();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) drawn[i] * phi[i];
      values[i] -= drawn[i];
    }
    a[index] = sum;
    return Tensor.of(values, at.image().shape().dims());
  }

  private static double beta(double[] a, double[] b) {
    double ab = 0;
    double aa = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
    }
    return aa == 0 ? 0 : ab / aa;
  }
}
