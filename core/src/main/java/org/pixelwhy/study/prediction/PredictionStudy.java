package org.pixelwhy.study.prediction;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.FileHashes;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.Provenance;
import org.pixelwhy.study.RunSummary;
import org.pixelwhy.study.SizesInMind;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Has a network predict images, one after the other, and explains nothing. */
public final class PredictionStudy {
  private final Engine engine;
  private final Progress progress;
  private final boolean probabilities;
  private final FileHashes hashes = new FileHashes();
  private final List<Failure> failures = new ArrayList<>();
  private final VolumeSums volumes = new VolumeSums();
  private int predicted;

  /**
   * For one run.
   *
   * @param probabilities whether listeners are told those, too
   */
  public PredictionStudy(Engine engine, Progress progress, boolean probabilities) {
    this.engine = engine;
    this.progress = progress;
    this.probabilities = probabilities;
  }

  /**
   * Predicts all images of a request.
   *
   * @throws InputException if anything in the request cannot be used, or no image can be predicted,
   *     or one cannot and {@link OnBadImage#STOP} is chosen
   */
  public RunSummary run(PredictRequest request, PredictionListener listener) {
    Instant started = Instant.now();
    int images = request.images().size();
    progress.step("loading the model", 0, 1 + images);
    SegmentationModel model =
        ModelLoader.load(
            engine,
            request.model(),
            SizesInMind.of(request.sizing().size(), request.images().get(0)));
    try (OpenVolumes opened = OpenVolumes.withinHeap();
        OpenModel open = ModelLoader.keepOpen(engine, model)) {
      Prepared prepared = open.ask(runner -> new Prepared(runner, request, opened));
      listener.begin(model, request);
      for (int i = 0; i < images; i++) {
        progress.step(request.images().get(i).name(), 1 + i, 1 + images);
        predict(open, prepared, request.images().get(i), listener);
      }
      progress.step("done", 1 + images, 1 + images);
      RunSummary summary =
          new RunSummary(predicted, failures, Provenance.of(engine, model, hashes(), started));
      listener.end(summary, volumes.all());
      return summary;
    }
  }

  private void predict(
      OpenModel open, Prepared prepared, ImageSource source, PredictionListener listener) {
    PredictedImage found;
    try {
      found = open.ask(runner -> prepared.predict(runner, source));
    } catch (InputException e) {
      if (prepared.request.onBadImage() == OnBadImage.STOP
          || prepared.request.images().size() == 1) {
        throw Failure.named(source, e);
      }
      Failure failure = Failure.of(source, Optional.empty(), e);
      failures.add(failure);
      listener.failed(failure);
      return;
    }
    // Outside of what is caught above: a listener that cannot go on ends the run.
    listener.image(found);
    volumes.add(source, found.areas());
    predicted++;
  }

  private FileHashes hashes() {
    if (predicted == 0) {
      throw new InputException(
          Text.format(
              "none of the %d images could be predicted; the first: %s",
              failures.size(), failures.get(0)));
    }
    return hashes;
  }

  /** What is the same for all images. */
  private final class Prepared {
    private final PredictRequest request;
    private final OpenVolumes opened;
    private final TruthFiles truth;
    private final Reading reading;

    private Prepared(ModelRunner runner, PredictRequest request, OpenVolumes opened) {
      this.request = request;
      this.opened = opened;
      this.truth = TruthFiles.of(request);
      this.reading = new Reading(runner.model(), probabilities);
    }

    private PredictedImage predict(ModelRunner runner, ImageSource source) {
      hashes.add(source);
      Optional<Path> masks = truth.of(source);
      try (OpenImage image =
          OpenImage.of(runner, opened, source, request.sizing(), progress::step)) {
        PredictedImage predicted = reading.of(source, image.input(), image.prediction(), masks);
        masks.ifPresent(hashes::add);
        return predicted;
      }
    }
  }
}
