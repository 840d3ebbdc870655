package org.pixelwhy.attribution.gradient;

import java.util.List;
import java.util.Objects;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.attribution.Baseline;
import org.pixelwhy.attribution.ExplainerGraph;
import org.pixelwhy.attribution.GraphAttributor;
import org.pixelwhy.attribution.GraphMap;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * The gradient averaged on the straight line from a baseline x0 to the image, times the way.
 *
 * <p>{@code (x - x0) * integral over a in [0,1] of dt/dx(x0 + a (x - x0))}, values {@code
 * [1,C,H,W]} in target units. Their sum is {@code t(x) - t(x0)} up to the error of the quadrature;
 * the notes say how far it is off. The target's pixels are those of the image.
 *
 * <p>Sundararajan, Taly, Yan: Axiomatic Attribution for Deep Networks, ICML 2017.
 */
public final class IntegratedGradients implements GraphAttributor {
  /**
   * @param steps number of nodes, each a gradient
   */
  public record Options(Baseline baseline, Quadrature quadrature, int steps) {
    public Options {
      Objects.requireNonNull(baseline, "baseline");
      Objects.requireNonNull(quadrature, "quadrature");
      if (steps < 1 || steps > 10_000) {
        throw new InputException(
            "illegal number of steps: " + steps + ", must be between 1 and 10000");
      }
    }

    /** From zeros, by 32 Gauss-Legendre nodes. */
    public static Options defaults() {
      return new Options(Baseline.ZERO, Quadrature.GAUSS_LEGENDRE, 32);
    }
  }

  /** The way from the baseline, which may be costly and is made once, to the image. */
  private record Line(Tensor start, Tensor end) {
    Tensor at(double share) {
      float[] from = start.toFloats();
      float[] values = end.toFloats();
      for (int k = 0; k < values.length; k++) {
        values[k] = from[k] + (float) share * (values[k] - from[k]);
      }
      return Tensor.of(values, end.shape().dims());
    }
  }

  private final Options options;

  public IntegratedGradients(Options options) {
    this.options = options;
  }

  @Override
  public List<GradientRequest> requests(Evaluation at, OutputSpace on) {
    return List.of(new GradientRequest(StandardRules.standard(), on, at.model().input()));
  }

  @Override
  public double passes(Evaluation at, Question question) {
    return options.steps() * GRADIENT;
  }

  @Override
  public boolean linear() {
    return true;
  }

  @Override
  public boolean additive() {
    return true;
  }

  @Override
  public List<Attribution> explain(Evaluation at, Question question) {
    Tensor seed = question.weights(at.prediction());
    Line line = new Line(options.baseline().of(at.image()), at.image());
    float[] start = line.start().toFloats();
    float[] end = line.end().toFloats();
    double[] integral = integral(at, question, seed, line);
    float[] values = new float[end.length];
    double sum = 0;
    for (int k = 0; k < values.length; k++) {
      values[k] = (float) (((double) end[k] - start[k]) * integral[k]);
      sum += values[k];
    }
    Tensor map = Tensor.of(values, at.image().shape().dims());
    String gap = gap(at, question, seed, line.start(), sum);
    return List.of(new Attribution("integrated-gradients", "", map, Sign.SIGNED, List.of(gap)));
  }

  private double[] integral(Evaluation at, Question question, Tensor seed, Line line) {
    GradientRequest request = requests(at, question.on()).get(0);
    Quadrature.Rule rule = options.quadrature().rule(options.steps());
    double[] integral = new double[at.image().size()];
    for (int i = 0; i < options.steps(); i++) {
      at.steps().step("integrated gradients: step", i, options.steps());
      try (Evaluation on = at.elsewhere(line.at(rule.nodes()[i]))) {
        float[] g = on.gradients(request, seed).get(at.model().input()).toFloats();
        for (int k = 0; k < g.length; k++) {
          integral[k] += rule.weights()[i] * g[k];
        }
      }
    }
    return integral;
  }

  private String gap(Evaluation at, Question question, Tensor seed, Tensor start, double sum) {
    double before;
    try (Evaluation baseline = at.elsewhere(start)) {
      before = question.value(baseline.prediction(), seed);
    }
    double difference = question.value(at.prediction(), seed) - before;
    return Text.format(
        "completeness: the map adds up to %.4g, the target differs from the baseline's by %.4g;"
            + " the gap is %.2g",
        sum, difference, sum - difference);
  }

  @Override
  public List<GraphMap> append(ExplainerGraph graph) {
    String input = graph.model().input();
    Shape shape = graph.typed().shape(input);
    String start = options.baseline().append(graph.ops(), input, shape);
    Quadrature.Rule rule = options.quadrature().rule(options.steps());
    String integral = graph.pathGradient(start, rule.nodes(), rule.weights());
    String map = graph.ops().mul(graph.ops().sub(input, start), integral);
    return List.of(new GraphMap("", map, shape, Sign.SIGNED, List.of()));
  }
}
