package org.pixelwhy.spark.result;

import java.util.List;
import java.util.OptionalDouble;
import org.pixelwhy.study.ImageFinding;
import org.pixelwhy.study.output.ResultNames;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.OnBadImage;

/**
 * What was found out about an image, to be kept.
 *
 * @param request what was asked about it
 * @param dice of the predicted mask and the ground truth; empty where there is none
 */
public record Answer(
    ExplainRequest request,
    ImageRecord.Identity identity,
    ImageFinding finding,
    OptionalDouble dice) {
  /** What {@code explain} calls its files. */
  ResultNames.OfImage names() {
    ExplainRequest own = request.of(List.of(finding.result().source()), OnBadImage.SKIP);
    return new ResultNames(own, true).next(finding.result());
  }
}
