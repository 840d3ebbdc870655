package org.pixelwhy.faithfulness;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.target.FixedTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * How much the most important pixels matter to other classes: they are replaced by a baseline, and
 * the mean change of the other classes' values at the target's pixels is taken as a share of the
 * target's own, {@code mean over others of |dt_k| / |dt|}. Small is good: what is shown concerns
 * the class that was asked about. Costs a forward pass.
 *
 * @param target change of the target's value
 * @param others the mean size of the changes of the other classes'
 */
public record OffTargetEffect(double target, double others) {
  /** Changes of a smaller share of the target are lost in rounding. */
  private static final double ROUNDING = 1e-6;

  /** The others' change as a share of the target's; NaN where that did not change. */
  public double ratio() {
    return target == 0 ? Double.NaN : others / Math.abs(target);
  }

  /**
   * The effect of removing a map's most important pixels.
   *
   * @param baseline what takes their place, of the input's shape
   * @param share of the image's pixels that is removed, above 0 and at most 1
   * @throws InputException if the network has one class only, or the map does not fit the input
   */
  public static OffTargetEffect of(
      Evaluation at, Question question, Attribution map, Tensor baseline, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new InputException(
          Text.format("illegal share %s of the pixels, must be above 0 and at most 1", share));
    }
    FixedTarget target = question.target().resolve(at.prediction());
    int classes = at.prediction().classes();
    if (classes == 1) {
      throw new InputException(
          "the network has one output channel, so there is no other class that could change");
    }
    double[] changes = new double[classes];
    Tensor clean = question.output(at.prediction());
    Iterator<Tensor> removed = List.of(without(at, map, baseline, share)).iterator();
    at.batches()
        .run(
            removed,
            output -> {
              for (int k = 0; k < classes; k++) {
                FrozenTarget asked = asked(at, question, target, k);
                changes[k] = asked.value(output.output(question.on())) - asked.value(clean);
              }
            });
    double own = changes[target.classIndex()];
    double others = Arrays.stream(changes).map(Math::abs).sum() - Math.abs(own);
    double whole = Math.abs(asked(at, question, target, target.classIndex()).value(clean));
    return new OffTargetEffect(Math.abs(own) <= ROUNDING * whole ? 0 : own, others / (classes - 1));
  }

  private static FrozenTarget asked(
      Evaluation at, Question question, FixedTarget target, int classIndex) {
    FixedTarget other =
        new FixedTarget(target.pixels(), classIndex, target.description(), target.isSegment());
    return new Question(other, question.reduction(), question.on()).freeze(at.prediction());
  }

  private static Tensor without(Evaluation at, Attribution map, Tensor baseline, double share) {
    Tensor image = at.image();
    Mask inside = ImagePart.of(at).inside(image.shape());
    int[] ranking = Arrays.stream(Importance.MAP.ranking(map, image)).filter(inside::get).toArray();
    int count = (int) Math.max(1, Math.round(share * ranking.length));
    return DeletionInsertion.mix(image, baseline, Arrays.copyOf(ranking, count), inside.size());
  }
}
