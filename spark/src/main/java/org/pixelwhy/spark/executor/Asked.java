package org.pixelwhy.spark.executor;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.study.comparison.GroundTruth;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.QuestionSpec;
import org.pixelwhy.target.Target;

/**
 * What is asked about one image alone.
 *
 * @param target in place of the request's
 * @param truth its ground truth
 */
record Asked(Optional<Target> target, Optional<GroundTruth> truth) {
  /** The request with it. */
  ExplainRequest in(ExplainRequest request) {
    ExplainRequest asked = truth.map(mask -> mask.in(request)).orElse(request);
    return target.map(own -> about(own, asked)).orElse(asked);
  }

  private static ExplainRequest about(Target target, ExplainRequest request) {
    QuestionSpec question = request.question();
    return new ExplainRequest(
        request.model(),
        request.images(),
        new QuestionSpec(List.of(target), question.reduction(), question.on()),
        request.methods(),
        request.scores(),
        request.settings(),
        request.sizing(),
        request.onBadImage());
  }
}
