package org.pixelwhy.faithfulness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.card.Decision;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.target.FixedTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Whether a map depends on the class that is asked about: the method explains other classes at the
 * same pixels, and its maps are compared with the original by {@link Similarity}. A method that
 * shows the same whatever the class does not explain the class. Costs a run of the method for each
 * class.
 *
 * <p>Sixt, Granz, Landgraf: When Explanations Lie: Why Many Modified BP Attributions Fail, ICML
 * 2020 (there SSIM with the map of one random logit; Quantus: random logit test). Deviation: the
 * mean over several other classes, of Spearman's rank correlation as the score.
 */
public final class RandomClass {
  /**
   * @param classes at most so many other classes, drawn at random where there are more; at least 1
   * @param seed of the random numbers
   */
  public record Options(int classes, long seed) {
    public Options {
      if (classes < 1) {
        throw new InputException(
            Text.format("illegal number of classes %d, must be at least 1", classes));
      }
    }

    /** Five other classes. */
    public static Options defaults() {
      return new Options(5, 0);
    }
  }

  /**
   * How alike a map is to that of another class.
   *
   * @param name the class in words
   */
  public record Other(String name, Similarity similarity) {}

  private final Options options;

  public RandomClass(Options options) {
    this.options = options;
  }

  /**
   * For each of a method's maps, in their order, what was found of the other classes.
   *
   * @throws InputException if the network has one class only, what is asked about is the same for
   *     every class, or the method cannot answer
   */
  public List<List<Other>> score(Evaluation at, Question question, Attributor method) {
    if (question.on() == OutputSpace.ENTROPY && at.prediction().decision() == Decision.ARGMAX) {
      throw new InputException(
          "the entropy is that of all classes together, so no other class has another map to compare"
              + " with; ask about a class");
    }
    FixedTarget target = question.target().resolve(at.prediction());
    List<Integer> others = others(at, target.classIndex());
    List<Tensor> originals = ImagePart.maps(at, question.fixedAt(at.prediction()), method);
    List<List<Other>> found = new ArrayList<>();
    originals.forEach(map -> found.add(new ArrayList<>()));
    for (int other : others) {
      String name = at.prediction().describe(other);
      FixedTarget instead =
          new FixedTarget(target.pixels(), other, "class " + name, target.isSegment());
      List<Tensor> maps =
          ImagePart.maps(at, new Question(instead, question.reduction(), question.on()), method);
      for (int k = 0; k < originals.size(); k++) {
        found.get(k).add(new Other(name, Similarity.of(originals.get(k), maps.get(k))));
      }
    }
    return found;
  }

  private List<Integer> others(Evaluation at, int asked) {
    List<Integer> others =
        IntStream.range(0, at.prediction().classes())
            .filter(k -> k != asked)
            .boxed()
            .collect(Collectors.toCollection(ArrayList::new));
    if (others.isEmpty()) {
      throw new InputException(
          "the network has one output channel, so there is no other class to ask about");
    }
    if (others.size() > options.classes()) {
      Collections.shuffle(others, new Random(options.seed()));
    }
    return others.stream().limit(options.classes()).sorted().toList();
  }
}
