package org.pixelwhy.study;

import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.target.Target;

/** What is asked about each image. */
public record QuestionSpec(Target target, Reduction reduction, OutputSpace on) {
  /** The mean logit of a target. */
  public static QuestionSpec of(String target) {
    return new QuestionSpec(TargetCatalogue.parse(target), Reduction.MEAN, OutputSpace.LOGITS);
  }
}
