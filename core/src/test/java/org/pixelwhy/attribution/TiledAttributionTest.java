package org.pixelwhy.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.TiledTwin;
import org.pixelwhy.attribution.cam.CamOptions;
import org.pixelwhy.attribution.cam.GradCam;
import org.pixelwhy.attribution.gradient.InputXGradient;
import org.pixelwhy.attribution.gradient.IntegratedGradients;
import org.pixelwhy.attribution.gradient.Saliency;
import org.pixelwhy.attribution.perturbation.Occlusion;
import org.pixelwhy.attribution.perturbation.Rise;
import org.pixelwhy.attribution.perturbation.RiseOptions;
import org.pixelwhy.attribution.relevance.Composite;
import org.pixelwhy.attribution.relevance.DeepLift;
import org.pixelwhy.attribution.relevance.Lrp;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.faithfulness.DeletionInsertion;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.NotInTilesException;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.model.run.TiledRunner;
import org.pixelwhy.model.run.Tiling;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.target.OutputPixel;
import org.pixelwhy.target.OutputTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.target.Target;
import org.pixelwhy.tensor.Tensor;

/** Maps in tiles, compared with those of a graph that does the tiling itself. */
@ExtendWith(EngineExtension.class)
class TiledAttributionTest {
  private static final int HEIGHT = 30;
  private static final int WIDTH = 37;
  private static final Tensor IMAGE = Net.noise(5, 1, 1, HEIGHT, WIDTH);
  private static final TiledTwin TWIN =
      new TiledTwin(HEIGHT, WIDTH, new Tiling(16, 20, 6), List.of(0, 10, 14), List.of(0, 14, 17));
  private static final Target REGION = TargetCatalogue.parse("rectangle:9,5,14,9:1");

  private static final Target ALL =
      new OutputTarget(Mask.of(new int[] {HEIGHT, WIDTH}, i -> true), OptionalInt.of(1), "all");

  /** The same image asked about by both. */
  private interface Asked {
    void of(Evaluation tiled, Evaluation twin);
  }

  private static void ask(Engine engine, String activation, Asked asked) {
    try (ModelRunner tiles =
            new ModelRunner(engine, Net.prepare(engine, TiledTwin.network(activation, "h", "w")));
        ModelRunner whole = new ModelRunner(engine, Net.prepare(engine, TWIN.whole(activation)));
        Evaluation tiled =
            new TiledRunner(tiles, TWIN.tiling())
                .evaluate(IMAGE, Geometry.covering(IMAGE.shape()), Steps.SILENT);
        Evaluation twin = whole.evaluate(IMAGE)) {
      asked.of(tiled, twin);
    }
  }

  private static void agree(Tensor expected, Tensor found, double tolerance) {
    assertEquals(expected.shape(), found.shape());
    float[] a = expected.toFloats();
    float[] b = found.toFloats();
    double greatest = 0;
    for (float value : a) {
      greatest = Math.max(greatest, Math.abs(value));
    }
    assertTrue(greatest > 0, "there is something to compare");
    for (int i = 0; i < a.length; i++) {
      assertEquals(a[i], b[i], tolerance * greatest, "element " + i);
    }
  }

  private static void agree(
      Evaluation tiled, Evaluation twin, Attributor method, Question question) {
    agree(
        method.explain(twin, question).get(0).values(),
        method.explain(tiled, question).get(0).values(),
        2e-5);
  }

  @ParameterizedTest
  @CsvSource({"''", "Softmax", "Sigmoid"})
  void predictionsAndGradientsAreThoseOfTheGraphThatDoesTheTiling(
      String activation, Engine engine) {
    ask(
        engine,
        activation,
        (tiled, twin) -> {
          agree(twin.prediction().logits(), tiled.prediction().logits(), 2e-6);
          agree(twin.prediction().probabilities(), tiled.prediction().probabilities(), 2e-6);
          assertEquals(twin.prediction().mask(1), tiled.prediction().mask(1));
          for (OutputSpace on : OutputSpace.values()) {
            Question mean = new Question(REGION, Reduction.MEAN, on);
            Question sum = new Question(ALL, Reduction.SUM, on);
            agree(tiled, twin, new Saliency(), mean);
            agree(tiled, twin, new Saliency(), sum);
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"LOGITS", "PROBABILITIES"})
  void methodsThatRunTheNetworkOftenSayTheSame(OutputSpace on, Engine engine) {
    Question question = new Question(REGION, Reduction.MEAN, on);
    ask(
        engine,
        "Softmax",
        (tiled, twin) -> {
          agree(tiled, twin, new InputXGradient(), question);
          agree(
              tiled,
              twin,
              new IntegratedGradients(IntegratedGradients.Options.defaults()),
              question);
          agree(
              tiled,
              twin,
              new Occlusion(Occlusion.Options.defaults().withWindow(List.of(7), List.of(4))),
              question);
          agree(
              tiled,
              twin,
              new Rise(RiseOptions.defaults().withMasks(40).withScore(RiseOptions.Score.of(on))),
              question);
          agree(
              tiled,
              twin,
              new Rise(RiseOptions.defaults().withMasks(40).withScore(RiseOptions.Score.DICE)),
              question);
        });
  }

  @Test
  void contributionsFromABaselineAreThoseOfTheGraphThatDoesTheTiling(Engine engine) {
    ask(
        engine,
        "Softmax",
        (tiled, twin) -> {
          DeepLift method =
              new DeepLift(DeepLift.Options.defaults().withBaseline(new Baseline.Constant(0.3f)));
          agree(tiled, twin, method, Question.of(REGION));
        });
  }

  @Test
  void scoresThatRunTheNetworkSayTheSame(Engine engine) {
    ask(
        engine,
        "Sigmoid",
        (tiled, twin) -> {
          Question question = new Question(REGION, Reduction.MEAN, OutputSpace.PROBABILITIES);
          Attribution map = new Saliency().explain(twin, question).get(0);
          DeletionInsertion score =
              new DeletionInsertion(
                  new DeletionInsertion.Options(
                      8, Optional.empty(), DeletionInsertion.Options.defaults().importance()));
          DeletionInsertion.Curve expected = score.deletion(twin, question, map);
          DeletionInsertion.Curve found = score.deletion(tiled, question, map);
          for (int i = 0; i < expected.target().length; i++) {
            assertEquals(expected.target()[i], found.target()[i], 1e-5);
            assertEquals(expected.dice()[i], found.dice()[i], 1e-6);
          }
        });
  }

  @Test
  void relevanceIsSharedOutByTheWeightsOfTheTiles(Engine engine) {
    ask(
        engine,
        "",
        (tiled, twin) -> {
          Question question = Question.of(new OutputPixel(12 * WIDTH + 15, OptionalInt.of(1)));
          Lrp method = new Lrp(new Lrp.Options(Composite.epsilonPlus(), List.of()));
          double sum = 0;
          for (float value : method.explain(tiled, question).get(0).values().toFloats()) {
            sum += value;
          }
          Tensor weights = question.weights(tiled.prediction());
          assertEquals(question.value(tiled.prediction(), weights), sum, 1e-3);
        });
  }

  @Test
  void onlyTilesRunOfWhichTheTargetReadsSomething(Engine engine) {
    ask(
        engine,
        "",
        (tiled, twin) -> {
          assertEquals(9, tiled.runs());
          Question corner = Question.of(new OutputPixel(0, OptionalInt.of(1)));
          assertEquals(1, tiled.runs(corner.weights(tiled.prediction())));
          assertEquals(9, tiled.runs(Question.of(ALL).weights(tiled.prediction())));
          agree(tiled, twin, new Saliency(), corner);
          List<String> notes =
              new Occlusion(Occlusion.Options.defaults()).explain(tiled, corner).get(0).notes();
          assertTrue(
              notes.contains(
                  "the image has 9 tiles of 20x16 pixels, the target reads 1 of them; of each"
                      + " changed image only tiles run that differ"),
              notes.toString());
        });
  }

  @Test
  void whatHasNoAnswerInTilesSaysWhatToDo(Engine engine) {
    ask(
        engine,
        "Softmax",
        (tiled, twin) -> {
          Question question = Question.of(REGION);
          refused(
              "choose methods that explain the image itself",
              tiled,
              new GradCam(CamOptions.defaults()),
              question);
          refused(
              "ask about logits",
              tiled,
              new DeepLift(DeepLift.Options.defaults()),
              new Question(REGION, Reduction.MEAN, OutputSpace.PROBABILITIES));
        });
  }

  private static void refused(String what, Evaluation at, Attributor method, Question question) {
    String message =
        assertThrows(NotInTilesException.class, () -> method.explain(at, question)).getMessage();
    assertTrue(message.contains(what), message);
  }
}
