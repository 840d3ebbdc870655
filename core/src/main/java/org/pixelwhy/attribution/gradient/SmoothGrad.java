package org.pixelwhy.attribution.gradient;

import java.util.List;
import java.util.Objects;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Channels;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Tensor;

/**
 * The gradient averaged over noisy copies of the image.
 *
 * <p>With {@code g_i = dt/dx (x + n_i)}: mean {@code = sum g_i / n}, squared {@code = sum g_i^2 /
 * n}, variance {@code = sum g_i^2 / n - (sum g_i / n)^2}. Values {@code [1,C,H,W]}; the target's
 * pixels are those of the clean image. By the rules of {@link GuidedBackprop} it is that map that
 * is smoothed.
 *
 * <p>Smilkov et al.: SmoothGrad, 2017, arXiv:1706.03825; variance: Adebayo et al., 2018,
 * arXiv:1810.03307.
 */
public final class SmoothGrad implements Attributor {
  /** What is made of the gradients of all samples. */
  public enum Statistic {
    MEAN("smoothgrad", Sign.SIGNED),
    SQUARE("smoothgrad-squared", Sign.UNSIGNED),
    VARIANCE("vargrad", Sign.UNSIGNED);

    private final String id;
    private final Sign sign;

    Statistic(String id, Sign sign) {
      this.id = id;
      this.sign = sign;
    }

    private double of(double mean, double meanSquare) {
      return switch (this) {
        case MEAN -> mean;
        case SQUARE -> meanSquare;
        case VARIANCE -> Math.max(0, meanSquare - mean * mean);
      };
    }
  }

  /**
   * @param rules by which gradients are taken
   */
  public record Options(Statistic statistic, Noise noise, RuleSet rules) {
    /** Samples where no number is given. */
    public static final int SAMPLES = 25;

    /** Noise level where none is given. */
    public static final double LEVEL = 0.15;

    public Options {
      Objects.requireNonNull(statistic, "statistic");
      Objects.requireNonNull(noise, "noise");
      Objects.requireNonNull(rules, "rules");
    }

    /** Plain gradients under {@value #SAMPLES} samples of noise of level {@value #LEVEL}. */
    public static Options of(Statistic statistic, long seed) {
      return new Options(
          statistic, new Noise.Gaussian(SAMPLES, LEVEL, seed), StandardRules.standard());
    }
  }

  private final Options options;

  public SmoothGrad(Options options) {
    this.options = options;
  }

  @Override
  public List<GradientRequest> requests(Evaluation at, OutputSpace on) {
    return List.of(new GradientRequest(options.rules(), on, at.model().input()));
  }

  @Override
  public double passes(Evaluation at, Question question) {
    return options.noise().samples() * GRADIENT;
  }

  @Override
  public boolean linear() {
    return options.statistic() == Statistic.MEAN
        && options.rules().equals(StandardRules.standard());
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    GradientRequest request = requests(at, question.on()).get(0);
    Tensor seed = question.weights(at.prediction());
    String id = options.statistic().id;
    int samples = options.noise().samples();
    double[] sum = new double[at.image().size()];
    double[] squares = new double[sum.length];
    for (int i = 0; i < samples; i++) {
      at.steps().step(id + ": sample", i, samples);
      try (Evaluation noisy = at.elsewhere(options.noise().addTo(at.image(), i))) {
        float[] g = noisy.gradients(request, seed).get(at.model().input()).toFloats();
        for (int k = 0; k < g.length; k++) {
          sum[k] += g[k];
          squares[k] += (double) g[k] * g[k];
        }
      }
    }
    float[] values = new float[sum.length];
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) options.statistic().of(sum[k] / samples, squares[k] / samples);
    }
    Tensor map = Tensor.of(values, at.image().shape().dims());
    return List.of(
        new Attribution(id, "", map, options.statistic().sign, List.of(), Channels.STRONGEST));
  }
}
