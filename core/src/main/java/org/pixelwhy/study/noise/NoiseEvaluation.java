package org.pixelwhy.study.noise;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.FileHashes;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.Provenance;
import org.pixelwhy.study.SizesInMind;
import org.pixelwhy.study.noise.NoiseRequest.Explainer;

/**
 * Judges maps by what a network still finds where only the pixels that matter most are shown.
 *
 * <p>The images are gone through twice: first every map is made, and each image is shown by its own
 * ranking; then, when the thresholds for all images are known, by those. Maps lie in a file aside
 * between the two, so memory does not grow with the number of images.
 *
 * <p>Koker et al.: U-Noise, 2021.
 */
public final class NoiseEvaluation {
  private NoiseEvaluation() {}

  /**
   * Evaluates.
   *
   * @param scratch a file that maps may be kept in; gone afterwards
   * @throws org.pixelwhy.tensor.InputException if anything in the request cannot be used
   */
  public static NoiseResult run(
      Engine engine, Progress progress, NoiseRequest request, Path scratch) {
    Instant started = Instant.now();
    SegmentationModel model =
        ModelLoader.load(engine, request.model(), SizesInMind.stated(request.data().size()));
    List<MapMaker> makers = new ArrayList<>();
    FileHashes hashes = new FileHashes();
    try (OpenModel open = ModelLoader.keepOpen(engine, model);
        MapStore store = MapStore.at(scratch)) {
      for (Explainer explainer : request.explainers()) {
        makers.add(ExplainerMaps.open(engine, model, explainer.name(), explainer.file()));
        hashes.add(explainer.file());
      }
      makers.addAll(request.methodMakers());
      NoiseRun run = open.ask(runner -> new NoiseRun(runner, request, makers, store, progress));
      open.run(run::all);
      return run.result(Provenance.of(engine, model, hashes, started));
    } finally {
      makers.forEach(MapMaker::close);
    }
  }
}
