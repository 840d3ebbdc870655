package org.pixelwhy.study.comparison;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.catalogue.Score;
import org.pixelwhy.catalogue.ScoreCatalogue;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.tensor.InputException;

/**
 * Methods to be compared by scores over images. Infidelity is normalised unless the request says
 * otherwise: maps of several methods have no common unit.
 *
 * @param explain what is explained how, and how it is scored
 * @param masks folder of the ground truth, if there is one: a mask for each image, named like it
 * @param label of the pixels in a mask that belong to the target's class; where none is given, all
 *     that are not zero
 * @param onBadImage what happens when an image or its mask cannot be used; an image in which the
 *     target's class is predicted nowhere is always left out
 */
public record CompareRequest(
    ExplainRequest explain, Optional<Path> masks, OptionalInt label, OnBadImage onBadImage) {
  public CompareRequest {
    if (explain.scores().isEmpty()) {
      throw new InputException(
          "no score is given to compare by; there are "
              + ScoreCatalogue.scores().stream().map(Score::id).toList());
    }
    if (explain.question().targets().size() > 1) {
      throw new InputException("methods are compared by one target; several are given");
    }
    if (masks.isPresent() && !Files.isDirectory(masks.get())) {
      throw new InputException(masks.get() + ": expected a folder with masks, found none");
    }
    explain =
        explain.with(
            explain
                .settings()
                .with(ScoreCatalogue.comparable(explain.scores(), explain.settings().options())));
  }
}
