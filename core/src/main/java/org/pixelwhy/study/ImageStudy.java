package org.pixelwhy.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.study.request.ExplainRequest;
import org.pixelwhy.study.request.OnBadImage;
import org.pixelwhy.target.FixedTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Target;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

/** Answers all questions of a request about one image, from one forward pass. */
final class ImageStudy {
  private final ModelRunner runner;
  private final ExplainRequest request;
  private final OpenImage image;
  private final ApplicableMethods methods;
  private final List<Failure> failures = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** Chosen by the first target; pictures of further ones show the same. */
  private ShownSlice shown;

  private boolean last;

  ImageStudy(ModelRunner runner, ExplainRequest request, OpenImage image) {
    this.runner = runner;
    this.request = request;
    this.image = image;
    this.notes.addAll(image.input().prepared().notes());
    this.methods = ApplicableMethods.of(image.at(), request, image.files());
  }

  /**
   * The answers; a target that there is none about is among the {@link #failures}.
   *
   * @throws InputException if there is an answer about no target, or there must be one about each
   */
  ImageResult explain() {
    Prediction prediction = image.prediction();
    List<Target> specs = request.question().targets();
    List<TargetResult> targets = new ArrayList<>();
    InputException first = null;
    for (int k = 0; k < specs.size(); k++) {
      try {
        targets.add(answer(specs.get(k), k));
      } catch (InputException e) {
        if (request.onBadImage() == OnBadImage.STOP) {
          throw e;
        }
        first = first == null ? e : first;
        failures.add(Failure.of(image.source(), Optional.of(specs.get(k)), e));
      }
    }
    if (targets.isEmpty()) {
      throw first;
    }
    return new ImageResult(
        image.source(),
        image.input().shown(shown),
        masks(prediction, image.geometry()),
        targets,
        notes,
        Warnings.of(runner.model(), prediction));
  }

  /**
   * What the work takes, if every image takes what this one does.
   *
   * @param images that are to be explained
   * @return empty where it is little, or nothing can be said before
   */
  Optional<WorkPlan> plan(int images) {
    double passes = 0;
    try {
      for (Target spec : request.question().targets()) {
        Question question = question(spec.resolve(image.prediction()));
        int runs = image.at().runs(question.weights(image.prediction()));
        passes += runs * methods.passes(question);
      }
    } catch (InputException e) {
      // Told where the target is answered.
      return Optional.empty();
    }
    if (images * passes < WorkPlan.LEAST_PASSES) {
      return Optional.empty();
    }
    forward();
    // The first one may have compiled a program.
    double seconds = forward() / image.at().runs();
    TypedGraph typed = image.at().typed();
    double bytes = 2.0 * typed.constantBytes() + typed.peakBytes();
    return Optional.of(new WorkPlan(images, images * passes, seconds, bytes));
  }

  /** Runs the network once more and says how many seconds that took. */
  private double forward() {
    long started = System.nanoTime();
    try (Evaluation again = image.at().elsewhere(image.at().image())) {
      again.prediction();
    }
    return (System.nanoTime() - started) / 1e9;
  }

  /** The targets that could not be explained. */
  List<Failure> failures() {
    return List.copyOf(failures);
  }

  private TargetResult answer(Target spec, int number) {
    Prediction prediction = image.prediction();
    FixedTarget target = spec.resolve(prediction);
    if (shown == null) {
      shown = ShownSlice.of(target.pixels());
      shown.note(target.pixels(), image.input().field()).ifPresent(notes::add);
    }
    Question question = question(target);
    Tensor weights = question.weights(prediction);
    ApplicableMethods.Answer answer = methods.explain(question, number, isLast(number));
    List<MapResult> maps = maps(answer, question);
    List<String> warnings = new ArrayList<>(answer.refusals());
    warnings.addAll(Warnings.of(prediction, question));
    return new TargetResult(
        spec,
        target.description(),
        image.geometry().toImage(shown.cut(target.pixels())),
        target.pixels().count(),
        target.classIndex(),
        question.value(prediction, weights),
        maps,
        LayerStudy.of(image.at(), question, maps),
        warnings);
  }

  private Question question(FixedTarget target) {
    return new Question(target, request.question().reduction(), request.question().on());
  }

  /** Tells that the model is closed after this image. */
  void isLast() {
    last = true;
  }

  /** Whether no gradient is asked for after this target's maps; scores ask for some, too. */
  private boolean isLast(int target) {
    return last && request.scores().isEmpty() && target == request.question().targets().size() - 1;
  }

  private List<MapResult> maps(ApplicableMethods.Answer answer, Question question) {
    Scoring scoring = new Scoring(runner, image.at(), question, request);
    List<MapResult> maps = new ArrayList<>();
    for (Map.Entry<Method, List<Attribution>> entry : answer.maps().entrySet()) {
      Method method = entry.getKey();
      List<Attribution> found = entry.getValue();
      List<List<ScoreResult>> scores = scoring.of(method, image.files(), found);
      for (int k = 0; k < found.size(); k++) {
        Attribution plain = found.get(k);
        Attribution map =
            PaddingShare.note(plain, image.geometry()).map(plain::noting).orElse(plain);
        Grid grid = MapGrid.of(map, image.geometry(), shown);
        Optional<Mask> marked =
            map.extras().marked().map(mark -> image.geometry().toImage(shown.cut(mark.pixels())));
        maps.add(
            new MapResult(
                method, map, grid, marked, Warnings.of(map, method, image.at()), scores.get(k)));
      }
    }
    return maps;
  }

  private List<Mask> masks(Prediction prediction, Geometry geometry) {
    List<Mask> masks = new ArrayList<>();
    for (int k = 0; k < prediction.classes(); k++) {
      masks.add(geometry.toImage(shown.cut(prediction.mask(k))));
    }
    return masks;
  }
}
