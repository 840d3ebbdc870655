package org.pixelwhy.study;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.request.ExplainRequest;

/**
 * A request, and all that came of it: for a few images, since every map of every image is in
 * memory. For many there is {@link ResultListener}.
 */
public record StudyResult(
    ExplainRequest request,
    SegmentationModel model,
    List<ImageResult> images,
    List<Failure> failures,
    Provenance provenance) {
  public StudyResult {
    images = List.copyOf(images);
    failures = List.copyOf(failures);
  }

  /** Keeps what it hears. */
  static final class Collector implements ResultListener {
    private final List<ImageResult> images = new ArrayList<>();
    private StudyResult result;
    private ExplainRequest request;
    private SegmentationModel model;

    @Override
    public void begin(SegmentationModel opened, ExplainRequest asked) {
      model = opened;
      request = asked;
    }

    @Override
    public void image(ImageResult image) {
      images.add(image);
    }

    @Override
    public void end(RunSummary summary) {
      result = new StudyResult(request, model, images, summary.failures(), summary.provenance());
    }

    StudyResult result() {
      return result;
    }
  }

  /** Tells a listener all this, as if it came about now. */
  public void tell(ResultListener listener) {
    listener.begin(model, request);
    images.forEach(listener::image);
    failures.forEach(listener::failed);
    listener.end(new RunSummary(images.size(), failures, provenance));
  }
}
