package org.pixelwhy.model.run;

import java.util.List;
import java.util.stream.Stream;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.tensor.Tensor;

/**
 * What is read of blended logits z, led back to weights on the logits: with {@code t = sum(W p(z))}
 * these are {@code dt/dz}, so that tiles are asked about logits alone. Where nobody knows how
 * probabilities come from logits, they are blended themselves, and tiles are asked about them.
 */
final class BlendedOutput {
  /** As {@link org.pixelwhy.model.Entropy} bounds probabilities in logarithms. */
  private static final double LEAST = 1e-12;

  private BlendedOutput() {}

  /**
   * The output of tiles that is asked about in place of the one of the whole.
   *
   * @throws NotInTilesException if the request's rules do other than derivatives there
   */
  static OutputSpace asked(TileActivation activation, GradientRequest request, Decision decision) {
    OutputSpace on = request.of();
    if (on == OutputSpace.LOGITS
        || on == OutputSpace.PROBABILITIES && activation == TileActivation.NONE) {
      return OutputSpace.LOGITS;
    }
    boolean known = activation != TileActivation.UNKNOWN;
    if (on == OutputSpace.PROBABILITIES && !known) {
      return OutputSpace.PROBABILITIES;
    }
    boolean derivatives = request.reference().isEmpty() && isPlain(request.rules());
    if (!derivatives || on == OutputSpace.ENTROPY && !fits(activation, decision)) {
      throw NotInTilesException.output(
          request.rules().name(), on == OutputSpace.ENTROPY ? "entropies" : "probabilities");
    }
    return OutputSpace.LOGITS;
  }

  private static boolean isPlain(RuleSet rules) {
    RuleSet standard = StandardRules.standard();
    return Stream.of("Softmax", "Sigmoid", "Mul", "Log")
        .allMatch(operator -> standard.rules().get(operator) == rules.rules().get(operator));
  }

  private static boolean fits(TileActivation activation, Decision decision) {
    return switch (activation) {
      case NONE -> true;
      case SIGMOID -> decision == Decision.THRESHOLD;
      case SOFTMAX -> decision == Decision.ARGMAX;
      case UNKNOWN -> false;
    };
  }

  /** {@code dt/dz} of {@code t = sum(W * output)}, or W itself where tiles have that output. */
  static float[] weights(
      TileActivation activation, OutputSpace on, Prediction prediction, Tensor weights) {
    float[] w = weights.toFloats();
    boolean same =
        on == OutputSpace.LOGITS
            || on == OutputSpace.PROBABILITIES
                && List.of(TileActivation.NONE, TileActivation.UNKNOWN).contains(activation);
    if (same) {
      return w;
    }
    float[] z = prediction.logits().toFloats();
    int classes = prediction.classes();
    int area = z.length / classes;
    double[] values = new double[classes];
    double[] asked = new double[classes];
    for (int i = 0; i < area; i++) {
      boolean any = false;
      for (int k = 0; k < classes; k++) {
        values[k] = z[k * area + i];
        asked[k] = w[k * area + i];
        any |= asked[k] != 0;
      }
      if (any) {
        double[] found =
            on == OutputSpace.PROBABILITIES
                ? ofProbabilities(activation, values, asked)
                : ofEntropy(activation, prediction.decision(), values, asked);
        for (int k = 0; k < classes; k++) {
          w[k * area + i] = (float) found[k];
        }
      }
    }
    return w;
  }

  /** {@code W_k p_k (1 - p_k)}, or {@code p_k (W_k - sum_j W_j p_j)}. */
  private static double[] ofProbabilities(TileActivation activation, double[] z, double[] w) {
    double[] found = new double[z.length];
    if (activation == TileActivation.SIGMOID) {
      for (int k = 0; k < z.length; k++) {
        found[k] = w[k] * sigmoid(z[k]) * sigmoid(-z[k]);
      }
      return found;
    }
    double[] p = softmax(z);
    double mean = 0;
    for (int k = 0; k < z.length; k++) {
      mean += w[k] * p[k];
    }
    for (int k = 0; k < z.length; k++) {
      found[k] = p[k] * (w[k] - mean);
    }
    return found;
  }

  /** Of each class's own yes or no {@code -W_k z_k p_k (1 - p_k)}; of all {@code -p (ln p + H)}. */
  private static double[] ofEntropy(
      TileActivation activation, Decision decision, double[] z, double[] w) {
    double[] found = new double[z.length];
    boolean bare = activation == TileActivation.NONE;
    if (decision == Decision.THRESHOLD) {
      for (int k = 0; k < z.length; k++) {
        found[k] =
            w[k]
                * (bare
                    ? logarithm(1 - z[k]) - logarithm(z[k])
                    : -z[k] * sigmoid(z[k]) * sigmoid(-z[k]));
      }
      return found;
    }
    double asked = 0;
    double entropy = 0;
    double[] p = bare ? z : softmax(z);
    for (int k = 0; k < z.length; k++) {
      asked += w[k];
      entropy -= p[k] * logarithm(p[k]);
    }
    for (int k = 0; k < z.length; k++) {
      found[k] = -asked * (bare ? logarithm(p[k]) + 1 : p[k] * (logarithm(p[k]) + entropy));
    }
    return found;
  }

  private static double logarithm(double p) {
    return Math.log(Math.max(p, LEAST));
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private static double[] softmax(double[] z) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (double value : z) {
      greatest = Math.max(greatest, value);
    }
    double[] p = new double[z.length];
    double sum = 0;
    for (int k = 0; k < z.length; k++) {
      p[k] = Math.exp(z[k] - greatest);
      sum += p[k];
    }
    for (int k = 0; k < z.length; k++) {
      p[k] /= sum;
    }
    return p;
  }
}
