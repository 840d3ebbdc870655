package org.pixelwhy.study.comparison;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pixelwhy.catalogue.ScoreCatalogue;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.MaskReader;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.Layer;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.overlap.Dice;
import org.pixelwhy.study.ExplainRequest;
import org.pixelwhy.study.ImageFolder;
import org.pixelwhy.study.ImageResult;
import org.pixelwhy.study.ModelLoader;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.Provenance;
import org.pixelwhy.study.Study;
import org.pixelwhy.study.comparison.ComparisonResult.ScoredImage;
import org.pixelwhy.study.comparison.ComparisonResult.ScoredMap;
import org.pixelwhy.study.comparison.ComparisonResult.Skipped;
import org.pixelwhy.target.EmptyTarget;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Compares methods by scores over many images; holds no map longer than its image is worked on. */
public final class Comparison {
  private final Engine engine;
  private final Progress progress;
  private final CompareRequest request;
  private final List<Path> masks;
  private final List<ScoredImage> images = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();

  private Comparison(Engine engine, Progress progress, CompareRequest request) {
    this.engine = engine;
    this.progress = progress;
    this.request = request;
    this.masks = request.masks().map(ImageFolder::images).orElse(List.of());
  }

  /**
   * Scores all images and compares.
   *
   * @throws InputException if anything in the request cannot be used, or no image could be scored
   */
  public static ComparisonResult run(Engine engine, Progress progress, CompareRequest request) {
    return new Comparison(engine, progress, request).run();
  }

  private ComparisonResult run() {
    Instant started = Instant.now();
    List<ImageSource> files = request.explain().images();
    int steps = 1 + files.size();
    progress.step("loading the model", 0, steps);
    SegmentationModel model = ModelLoader.load(engine, request.explain().model());
    try (ModelRunner runner = new ModelRunner(engine, model);
        OpenVolumes volumes = OpenVolumes.withinHeap()) {
      for (int i = 0; i < files.size(); i++) {
        progress.step(files.get(i).name(), 1 + i, steps);
        compareOn(runner, volumes, files.get(i), i);
      }
    }
    progress.step("done", steps, steps);
    if (images.isEmpty()) {
      throw new InputException(
          Text.format(
              "none of the %d images could be scored; the first: %s: %s",
              files.size(), skipped.get(0).source().name(), skipped.get(0).why()));
    }
    List<Standing> standings =
        request.explain().scores().stream()
            .map(id -> Standing.of(ScoreCatalogue.score(id), images))
            .toList();
    return new ComparisonResult(
        request, model, images, skipped, standings, provenance(model, started));
  }

  private void compareOn(ModelRunner runner, OpenVolumes volumes, ImageSource source, int number) {
    try (OpenImage image =
        usable(
            () ->
                OpenImage.of(runner, volumes, source, request.explain().size(), progress::step))) {
      Optional<Mask> truth = usable(() -> truth(source, image));
      ImageResult result = Study.explain(runner, atOneLayer(image), image.numbered(number));
      images.add(scored(result, truth));
    } catch (EmptyTarget e) {
      leaveOut(source, e);
    } catch (BadFile e) {
      if (!request.skipBadFiles()) {
        throw e;
      }
      leaveOut(source, e);
    }
  }

  /**
   * Maps of different layers would be no comparison: the automatic one is the same for all images.
   */
  private ExplainRequest atOneLayer(OpenImage image) {
    ExplainRequest asked = request.explain();
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

  /** The file stands beside the reason, and not in it again. */
  private void leaveOut(ImageSource source, InputException problem) {
    String start = source.name() + ": ";
    String why = problem.getMessage();
    skipped.add(new Skipped(source, why.startsWith(start) ? why.substring(start.length()) : why));
  }

  /** An image, or the mask of one, that cannot be used; others may be. */
  private static final class BadFile extends InputException {
    private static final long serialVersionUID = 1L;

    private BadFile(InputException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private static <T> T usable(Supplier<T> file) {
    try {
      return file.get();
    } catch (InputException e) {
      throw new BadFile(e);
    }
  }

  private Optional<Mask> truth(ImageSource source, OpenImage image) {
    if (request.masks().isEmpty()) {
      return Optional.empty();
    }
    Path found =
        ImageFolder.mask(masks, source)
            .orElseThrow(
                () ->
                    new InputException(
                        Text.format(
                            "%s: there is no mask of that name in %s",
                            source.name(), request.masks().get())));
    Mask mask =
        request.label().isPresent()
            ? MaskReader.read(found, request.label().getAsInt())
            : MaskReader.read(found);
    int height = image.geometry().imageHeight();
    int width = image.geometry().imageWidth();
    if (mask.height() != height || mask.width() != width) {
      throw new InputException(
          Text.format(
              "%s: the mask has %d x %d pixels, its image %d x %d; they must be of one size",
              found, mask.width(), mask.height(), width, height));
    }
    return Optional.of(mask);
  }

  private static ScoredImage scored(ImageResult result, Optional<Mask> truth) {
    Mask predicted = result.masks().get(result.target().channel());
    OptionalDouble dice =
        truth
            .map(mask -> OptionalDouble.of(Dice.of(predicted, mask)))
            .orElse(OptionalDouble.empty());
    List<ScoredMap> maps =
        result.maps().stream()
            .map(
                map ->
                    new ScoredMap(
                        map.title(),
                        map.method(),
                        map.attribution().layer(),
                        map.attribution().isBlank(),
                        map.scores()))
            .toList();
    return new ScoredImage(result.source(), result.target().description(), dice, maps);
  }

  /** Files that could not be read have no hash that would tell anything. */
  private Provenance provenance(SegmentationModel model, Instant started) {
    List<ImageSource> bad = skipped.stream().map(Skipped::source).toList();
    Stream<ImageSource> truths =
        images.stream()
            .flatMap(image -> ImageFolder.mask(masks, image.source()).stream())
            .map(ImageSource::of);
    List<ImageSource> used =
        Stream.concat(
                request.explain().sources().stream().filter(source -> !bad.contains(source)),
                truths)
            .toList();
    return Provenance.of(engine, model, used, started);
  }
}
