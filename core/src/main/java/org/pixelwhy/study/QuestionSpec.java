package org.pixelwhy.study;

import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.target.Reduction;

/** What is asked about each image. */
public record QuestionSpec(TargetSpec target, Reduction reduction, OutputSpace on) {
  /** The mean logit of a target. */
  public static QuestionSpec of(String target) {
    return new QuestionSpec(TargetSpec.parse(target), Reduction.MEAN, OutputSpace.LOGITS);
  }
}
