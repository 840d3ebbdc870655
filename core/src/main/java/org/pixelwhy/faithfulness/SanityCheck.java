package org.pixelwhy.faithfulness;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Cascading parameter randomisation: the weights are randomised layer by layer from the output to
 * the input, and the map must change, or it does not depend on what the network learned.
 *
 * <p>After each step the method runs anew, with the target's pixels of the unchanged network, and
 * its map is compared with the original by {@link Similarity}. Weights are shuffled within each
 * tensor, so that their distribution stays. Costs {@code steps} runs of the method, each with a
 * compilation.
 *
 * <p>Adebayo et al.: Sanity Checks for Saliency Maps, NeurIPS 2018. Deviation: shuffled, not drawn
 * anew from the initialiser, which an ONNX file does not name.
 */
public final class SanityCheck {
  /**
   * @param seed of the random numbers
   * @param steps at most so many steps, evenly spread over the layers; at least 1
   * @param unchanged a map whose rank correlation stays at or above this in size has not changed,
   *     in (0,1]: one that is turned around says the same of where things are
   */
  public record Options(long seed, int steps, double unchanged) {
    public Options {
      if (steps < 1) {
        throw new InputException(
            Text.format("illegal number of steps %d, must be at least 1", steps));
      }
      if (!(unchanged > 0 && unchanged <= 1)) {
        throw new InputException(
            Text.format("illegal threshold %s of a rank correlation, must be in (0,1]", unchanged));
      }
    }

    /** 10 steps; a rank correlation of 0.9 counts as unchanged. */
    public static Options defaults() {
      return new Options(0, 10, 0.9);
    }
  }

  /**
   * The map after some layers were randomised.
   *
   * @param layer output of the last layer that was
   * @param layers how many they are, counted from the output
   * @param similarity to the map of the unchanged network
   */
  public record Step(String layer, int layers, Similarity similarity) {}

  /**
   * How a map fares.
   *
   * @param changes whether it has changed when all layers are randomised; so has one that is blank
   *     then
   */
  public record Result(List<Step> steps, boolean changes) {
    public Result {
      steps = List.copyOf(steps);
    }
  }

  private final Options options;

  public SanityCheck(Options options) {
    this.options = options;
  }

  /**
   * Checks a method's first map.
   *
   * @param at the image, and the unchanged network
   * @throws InputException if the network has no weights, or the method cannot answer the question
   */
  public Result check(Evaluation at, Question question, Attributor method) {
    return checkAll(at, question, method).get(0);
  }

  /**
   * Checks each of a method's maps, in their order.
   *
   * @param unchanged the image, and the unchanged network
   * @throws InputException if the network has no weights, or the method cannot answer the question
   */
  public List<Result> checkAll(Evaluation unchanged, Question question, Attributor method) {
    WeightLayers layers = new WeightLayers(unchanged.model());
    Question fixed;
    List<Tensor> originals;
    try (Evaluation at = unchanged.elsewhere(unchanged.image())) {
      fixed = question.fixedAt(at.prediction());
      originals = ImagePart.maps(at, fixed, method);
    }
    List<List<Step>> steps = new ArrayList<>();
    originals.forEach(map -> steps.add(new ArrayList<>()));
    int count = Math.min(options.steps(), layers.count());
    for (int i = 1; i <= count; i++) {
      int randomised = (int) ((long) i * layers.count() / count);
      String last = layers.name(randomised - 1);
      try (ModelRunner changed =
              new ModelRunner(unchanged.engine(), layers.randomise(randomised, options.seed()));
          Evaluation at = unchanged.elsewhere(changed)) {
        List<Tensor> maps = ImagePart.maps(at, fixed, method);
        for (int k = 0; k < maps.size(); k++) {
          Similarity similarity = Similarity.of(originals.get(k), maps.get(k));
          steps.get(k).add(new Step(last, randomised, similarity));
        }
      }
    }
    return steps.stream().map(this::result).toList();
  }

  private Result result(List<Step> steps) {
    double last = steps.get(steps.size() - 1).similarity().rankCorrelation();
    return new Result(steps, !(Math.abs(last) >= options.unchanged()));
  }
}
