package org.pixelwhy.study;

import java.time.Instant;
import java.util.function.Function;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.tensor.InputException;

/** Answers requests: the only door to explanations for command line, web page and batch jobs. */
public final class Study {
  private final Engine engine;
  private final Progress progress;

  public Study(Engine engine, Progress progress) {
    this.engine = engine;
    this.progress = progress;
  }

  /**
   * Explains the images of a request one after the other; what is found out about one is handed on,
   * and then let go.
   *
   * @throws InputException if anything in the request cannot be used, or no image can be explained,
   *     or one cannot and {@link OnBadImage#STOP} is chosen
   */
  public RunSummary explain(ExplainRequest request, ResultListener listener) {
    return explain(request, image -> request, listener);
  }

  /**
   * The same where what is asked differs between the images.
   *
   * @param each what is asked about an image
   */
  public RunSummary explain(
      ExplainRequest request, Function<OpenImage, ExplainRequest> each, ResultListener listener) {
    Instant started = Instant.now();
    int images = request.images().size();
    progress.step("loading the model", 0, 1 + images);
    try (OpenStudy open = OpenStudy.of(engine, request)) {
      listener.begin(open.model(), request);
      StudyRun run = new StudyRun(request, each, listener, progress::step);
      for (int i = 0; i < images; i++) {
        progress.step(request.images().get(i).name(), 1 + i, 1 + images);
        run.explain(open, i);
      }
      progress.step("done", 1 + images, 1 + images);
      Provenance provenance = Provenance.of(engine, open.model(), run.hashes(), started);
      RunSummary summary = new RunSummary(run.explained(), run.failures(), provenance);
      listener.end(summary);
      return summary;
    }
  }

  /**
   * Explains one image that is open already.
   *
   * @throws InputException if no target of the request can be explained
   */
  public static ImageResult explain(ModelRunner runner, ExplainRequest request, OpenImage image) {
    return new ImageStudy(runner, request, image).explain();
  }

  /** Explains a few images, and keeps all that is found out in memory. */
  public StudyResult explain(ExplainRequest request) {
    StudyResult.Collector collector = new StudyResult.Collector();
    explain(request, collector);
    return collector.result();
  }
}
