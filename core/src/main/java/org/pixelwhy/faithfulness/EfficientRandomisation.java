package org.pixelwhy.faithfulness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Efficient parameter randomisation: by how much a map becomes more complex when all that the
 * network learned is shuffled, {@code (C(random) - C(map)) / C(map)}. A method that explains what
 * was learned gives a map of more disorder for a network that learned nothing; one that does not
 * depend on the weights gives 0. Greater is better. Costs one run of the method, with a
 * compilation.
 *
 * <p>C is the entropy, in nats, of the histogram of the map's magnitudes, between the least and the
 * greatest, in bins of equal width. Unlike a similarity it needs no map layer by layer, and noise
 * in the map does not count as change.
 *
 * <p>Hedström et al.: Sanity Checks Revisited: An Exploration to Repair the Model Parameter
 * Randomisation Test, 2023. Deviation: weights are shuffled within each tensor, not drawn anew from
 * the initialiser, which an ONNX file does not name.
 */
public final class EfficientRandomisation {
  /**
   * @param seed of the random numbers
   * @param bins of the histogram, at least 2
   */
  public record Options(long seed, int bins) {
    public Options {
      if (bins < 2) {
        throw new InputException(
            Text.format("illegal number of bins %d, must be at least 2", bins));
      }
    }

    /** 100 bins. */
    public static Options defaults() {
      return new Options(0, 100);
    }
  }

  /**
   * @param learned complexity of the map
   * @param random complexity of the map of the random network; 0 where that is blank
   */
  public record Result(double learned, double random) {
    /** The rise, as a share of the map's complexity; NaN where the map has none. */
    public double rise() {
      return learned > 0 ? (random - learned) / learned : Double.NaN;
    }
  }

  private final Options options;

  public EfficientRandomisation(Options options) {
    this.options = options;
  }

  /**
   * The result of each of a method's maps, in their order.
   *
   * @param unchanged the image, and the unchanged network
   * @throws InputException if the network has no weights, or the method cannot answer the question
   */
  public List<Result> score(Evaluation unchanged, Question question, Attributor method) {
    WeightLayers layers = new WeightLayers(unchanged.model());
    Question fixed = question.fixedAt(unchanged.prediction());
    List<Double> learned = complexities(unchanged, fixed, method);
    List<Result> results = new ArrayList<>();
    try (ModelRunner changed =
            new ModelRunner(unchanged.engine(), layers.randomise(layers.count(), options.seed()));
        Evaluation at = unchanged.elsewhere(changed)) {
      List<Double> random = complexities(at, fixed, method);
      for (int k = 0; k < learned.size(); k++) {
        results.add(new Result(learned.get(k), random.get(k)));
      }
    }
    return results;
  }

  private List<Double> complexities(Evaluation at, Question question, Attributor method) {
    at.expect(method.requests(at, question.on()));
    return method.explain(at, question).stream()
        .map(Attribution::positions)
        .map(ImagePart.of(at)::cut)
        .map(map -> complexity(map.toDoubles(), options.bins()))
        .toList();
  }

  /** The entropy of the histogram of magnitudes; 0 where all are equal. */
  static double complexity(double[] map, int bins) {
    double[] magnitudes = Arrays.stream(map).map(Math::abs).toArray();
    double least = Arrays.stream(magnitudes).min().orElse(0);
    double range = Arrays.stream(magnitudes).max().orElse(0) - least;
    if (range == 0) {
      return 0;
    }
    int[] counts = new int[bins];
    for (double magnitude : magnitudes) {
      counts[(int) Math.min(bins - 1, (magnitude - least) / range * bins)]++;
    }
    double entropy = 0;
    for (int count : counts) {
      double share = (double) count / magnitudes.length;
      entropy -= count == 0 ? 0 : share * Math.log(share);
    }
    return entropy;
  }
}
