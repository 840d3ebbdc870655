package org.pixelwhy.study.request;

import java.util.List;
import java.util.stream.Stream;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.target.Target;
import org.pixelwhy.tensor.InputException;

/**
 * What is asked about each image.
 *
 * @param targets at least one; all are answered from one forward pass, and naming one twice is the
 *     same as once
 */
public record QuestionSpec(List<Target> targets, Reduction reduction, OutputSpace on) {
  public QuestionSpec {
    targets = targets.stream().distinct().toList();
    if (targets.isEmpty()) {
      throw new InputException("no target is given; name at least one, such as class");
    }
  }

  /** About one target. */
  public QuestionSpec(Target target, Reduction reduction, OutputSpace on) {
    this(List.of(target), reduction, on);
  }

  /** The mean logit of each target. */
  public static QuestionSpec of(String... targets) {
    return new QuestionSpec(
        Stream.of(targets).map(TargetCatalogue::parse).toList(),
        Reduction.MEAN,
        OutputSpace.LOGITS);
  }

  /**
   * Makes sure that the classes that are stated are classes of a model.
   *
   * @throws InputException if not, with the nearest names
   */
  public void requireClasses(SegmentationModel model) {
    targets.forEach(target -> target.choice().among(model.classNames()));
  }
}
