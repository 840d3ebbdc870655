package org.pixelwhy.study;

import java.util.List;
import org.pixelwhy.model.SegmentationModel;

/** A request, and what came of it. */
public record StudyResult(
    ExplainRequest request,
    SegmentationModel model,
    List<ImageResult> images,
    Provenance provenance) {
  public StudyResult {
    images = List.copyOf(images);
  }
}
