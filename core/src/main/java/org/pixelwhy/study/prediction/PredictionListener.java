package org.pixelwhy.study.prediction;

import java.util.List;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.RunSummary;

/** Hears what is predicted, one image at a time; what it throws ends the run. */
public interface PredictionListener {
  /** The model is open, nothing is predicted yet. */
  default void begin(SegmentationModel model, PredictRequest request) {}

  /** An image is predicted. */
  void image(PredictedImage image);

  /** An image could not be predicted, and the run goes on. */
  default void failed(Failure failure) {}

  /**
   * All images were looked at, and at least one is predicted.
   *
   * @param volumes what the slices come to
   */
  default void end(RunSummary summary, List<VolumeAreas> volumes) {}
}
