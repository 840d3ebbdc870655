package org.pixelwhy.study;

import java.util.List;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.request.ExplainRequest;

/**
 * Hears what comes of a request, one image at a time, and keeps no more of an image than it needs:
 * that is what lets a run be of any length.
 *
 * <p>It hears {@link #begin}, then of each image in the request's order, then {@link #end}. A run
 * that fails as a whole never comes to its end. What a listener throws ends the run.
 */
public interface ResultListener {
  /** The model is open, nothing is explained yet. */
  default void begin(SegmentationModel model, ExplainRequest request) {}

  /** What the work will take, told once before the methods begin, where it is much. */
  default void planned(WorkPlan plan) {}

  /** An image is explained. */
  void image(ImageResult result);

  /** An image could not be explained, or one of several targets of it, and the run goes on. */
  default void failed(Failure failure) {}

  /** All images were looked at, and at least one is explained. */
  default void end(RunSummary summary) {}

  /** Tells several listeners, in their order. */
  static ResultListener all(List<? extends ResultListener> listeners) {
    List<ResultListener> told = List.copyOf(listeners);
    return new ResultListener() {
      @Override
      public void begin(SegmentationModel model, ExplainRequest request) {
        told.forEach(listener -> listener.begin(model, request));
      }

      @Override
      public void planned(WorkPlan plan) {
        told.forEach(listener -> listener.planned(plan));
      }

      @Override
      public void image(ImageResult result) {
        told.forEach(listener -> listener.image(result));
      }

      @Override
      public void failed(Failure failure) {
        told.forEach(listener -> listener.failed(failure));
      }

      @Override
      public void end(RunSummary summary) {
        told.forEach(listener -> listener.end(summary));
      }
    };
  }
}
