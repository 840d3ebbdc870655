package org.pixelwhy.study.segments;

import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.RunSummary;

/** Hears what is found out, one image at a time; what it throws ends the run. */
public interface SegmentListener {
  /** The model is open, nothing is explained yet. */
  default void begin(SegmentationModel model, SegmentRequest request) {}

  /** An image's tables are there. */
  void image(SegmentedImage image);

  /** An image could not be explained, and the run goes on. */
  default void failed(Failure failure) {}

  /** All images were looked at, and at least one has tables. */
  default void end(RunSummary summary) {}
}
