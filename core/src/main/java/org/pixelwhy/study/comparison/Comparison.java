package org.pixelwhy.study.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.catalogue.ScoreCatalogue;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.Failure;
import org.pixelwhy.study.FileHashes;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.ResultListener;
import org.pixelwhy.study.RunSummary;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.WorkPlan;
import org.pixelwhy.study.comparison.ComparisonResult.ScoredImage;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Compares methods by scores over many images: of each image that it hears of it keeps the scores,
 * and no map.
 */
public final class Comparison implements ResultListener {
  private final CompareRequest request;
  private final Listener listener;
  private final TruthMasks truths;
  private final FileHashes maskHashes = new FileHashes();
  private final List<ScoredImage> images = new ArrayList<>();
  private final List<Failure> skipped = new ArrayList<>();
  private SegmentationModel model;

  /** Hears of each image whose maps were scored, while its maps are still there. */
  @FunctionalInterface
  public interface Listener {
    /** Nobody hears. */
    Listener NONE = (model, image) -> {};

    /**
     * Called in the order of the images.
     *
     * @param image must not be kept: maps are large
     */
    void scored(SegmentationModel model, ImageResult image);

    /** What the maps will take, before they are made; scores come on top. */
    default void planned(WorkPlan plan) {}
  }

  private Comparison(CompareRequest request, Listener listener) {
    this.request = request;
    this.listener = listener;
    this.truths = TruthMasks.of(request);
  }

  /**
   * Scores all images and compares.
   *
   * @throws InputException if anything in the request cannot be used, or no image could be scored
   */
  public static ComparisonResult run(
      Engine engine, Progress progress, CompareRequest request, Listener listener) {
    Comparison comparison = new Comparison(request, listener);
    List<ImageSource> usable = comparison.withMasks();
    comparison.requireSome(usable.size());
    // Where an image lacks the target, that is no reason to stop: the listener tells them apart.
    ExplainRequest explained = request.explain().of(usable, OnBadImage.SKIP);
    RunSummary summary =
        new Study(engine, progress)
            .explain(explained, image -> comparison.of(explained, image), comparison);
    comparison.requireSome(comparison.images.size());
    return comparison.result(summary);
  }

  private ExplainRequest of(ExplainRequest asked, OpenImage image) {
    ExplainRequest atLayer = atOneLayer(asked, image);
    return truths.truth(image.source()).map(truth -> truth.in(atLayer)).orElse(atLayer);
  }

  /**
   * What is asked about an image so that methods can be compared: maps of different layers would be
   * no comparison, so the automatic one is the same for all images.
   */
  public static ExplainRequest atOneLayer(ExplainRequest asked, OpenImage image) {
    List<String> layers = asked.settings().layers();
    if (!layers.contains(Layers.AUTO)) {
      return asked;
    }
    List<Layer> deepest = new Layers(image.at().model(), image.at().typed()).deepestFirst();
    List<String> named =
        layers.stream()
            .map(
                name ->
                    name.equals(Layers.AUTO) && !deepest.isEmpty() ? deepest.get(0).tensor() : name)
            .toList();
    return asked.with(asked.settings().withLayers(named));
  }

  /** The images that have a mask, if they must. */
  private List<ImageSource> withMasks() {
    List<ImageSource> usable = new ArrayList<>();
    for (ImageSource image : request.explain().images()) {
      try {
        truths.require(image);
        usable.add(image);
      } catch (InputException e) {
        failed(Failure.of(image, Optional.empty(), e));
      }
    }
    return usable;
  }

  private void requireSome(int usable) {
    if (usable == 0) {
      throw new InputException(
          Text.format(
              "none of the %d images could be scored; the first: %s",
              request.explain().images().size(), skipped.get(0)));
    }
  }

  @Override
  public void begin(SegmentationModel opened, ExplainRequest asked) {
    model = opened;
  }

  @Override
  public void planned(WorkPlan plan) {
    listener.planned(plan);
  }

  @Override
  public void image(ImageResult result) {
    try {
      Optional<Mask> truth = truths.of(result);
      truths.file(result.source()).ifPresent(maskHashes::add);
      images.add(ScoredImage.of(result, truth));
      listener.scored(model, result);
    } catch (InputException e) {
      failed(Failure.of(result.source(), Optional.empty(), e));
    }
  }

  @Override
  public void failed(Failure failure) {
    if (request.onBadImage() == OnBadImage.STOP && !failure.absent()) {
      throw new InputException(failure.toString());
    }
    skipped.add(failure);
  }

  private ComparisonResult result(RunSummary summary) {
    List<Standing> standings =
        request.explain().scores().stream()
            .map(id -> Standing.of(ScoreCatalogue.score(id), images))
            .toList();
    List<ImageSource> order = request.explain().images();
    List<Failure> ordered =
        skipped.stream()
            .sorted(Comparator.comparingInt(failure -> order.indexOf(failure.source())))
            .toList();
    return new ComparisonResult(
        request, model, images, ordered, standings, summary.provenance().with(maskHashes));
  }
}
