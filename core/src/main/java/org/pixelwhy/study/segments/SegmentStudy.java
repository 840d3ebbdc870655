package org.pixelwhy.study.segments;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.attribution.SegmentTable;
import org.pixelwhy.catalogue.SegmentQuestion;
import org.pixelwhy.catalogue.SegmentTables;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.FileHashes;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.Provenance;
import org.pixelwhy.study.RunSummary;
import org.pixelwhy.study.SizesInMind;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.study.request.Sizing;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Asks of image after image how much each segment speaks for each other one. */
public final class SegmentStudy {
  private final Engine engine;
  private final Progress progress;
  private final FileHashes hashes = new FileHashes();
  private final List<Failure> failures = new ArrayList<>();
  private int explained;

  /** For one run. */
  public SegmentStudy(Engine engine, Progress progress) {
    this.engine = engine;
    this.progress = progress;
  }

  /**
   * Explains all images of a request.
   *
   * @throws InputException if anything in the request cannot be used, or no image can be explained,
   *     or one cannot and {@link OnBadImage#STOP} is chosen
   */
  public RunSummary run(SegmentRequest request, SegmentListener listener) {
    Instant started = Instant.now();
    int images = request.images().size();
    progress.step("loading the model", 0, 1 + images);
    SegmentationModel model =
        ModelLoader.load(
            engine, request.model(), SizesInMind.of(request.size(), request.images().get(0)));
    try (OpenVolumes volumes = OpenVolumes.withinHeap();
        OpenModel open = ModelLoader.keepOpen(engine, model)) {
      listener.begin(model, request);
      for (int i = 0; i < images; i++) {
        progress.step(request.images().get(i).name(), 1 + i, 1 + images);
        explain(open, volumes, request, i, listener);
      }
      progress.step("done", 1 + images, 1 + images);
      if (explained == 0) {
        throw new InputException(
            Text.format(
                "none of the %d images could be explained; the first: %s",
                failures.size(), failures.get(0)));
      }
      RunSummary summary =
          new RunSummary(explained, failures, Provenance.of(engine, model, hashes, started));
      listener.end(summary);
      return summary;
    }
  }

  private void explain(
      OpenModel open,
      OpenVolumes volumes,
      SegmentRequest request,
      int number,
      SegmentListener listener) {
    ImageSource source = request.images().get(number);
    SegmentedImage found;
    try {
      hashes.add(source);
      found =
          open.ask(
              runner -> {
                try (OpenImage image =
                    OpenImage.of(
                        runner,
                        volumes,
                        source,
                        new Sizing.Whole(request.size()),
                        progress::step)) {
                  return of(image.numbered(number), request.question());
                }
              });
    } catch (InputException e) {
      if (request.onBadImage() == OnBadImage.STOP || request.images().size() == 1) {
        throw Failure.named(source, e);
      }
      Failure failure = Failure.of(source, Optional.empty(), e);
      failures.add(failure);
      listener.failed(failure);
      return;
    }
    // Outside of what is caught above: a listener that cannot go on ends the run.
    listener.image(found);
    explained++;
  }

  private static SegmentedImage of(OpenImage image, SegmentQuestion question) {
    SegmentTables tables = new SegmentTables(image.at(), image.files(), question);
    return new SegmentedImage(
        ImageResult.of(image.source(), image.input(), image.at().model(), image.prediction()),
        tables.areas(),
        tables.all());
  }

  /**
   * The tables of an image that is open already.
   *
   * @throws InputException if nothing but background is predicted, or a method has no table
   */
  public static List<SegmentTable> tables(OpenImage image, SegmentQuestion question) {
    return new SegmentTables(image.at(), image.files(), question).all();
  }
}
