package org.pixelwhy.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pixelwhy.catalogue.ScoreScene.FILES;
import static org.pixelwhy.catalogue.ScoreScene.IMAGE;
import static org.pixelwhy.catalogue.ScoreScene.QUESTION;
import static org.pixelwhy.catalogue.ScoreScene.TRUTH;
import static org.pixelwhy.catalogue.ScoreScene.settings;
import static org.pixelwhy.catalogue.ScoreScene.unet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.catalogue.option.NamedOption;
import org.pixelwhy.faithfulness.DeletionInsertion;
import org.pixelwhy.faithfulness.EfficientRandomisation;
import org.pixelwhy.faithfulness.GiniIndex;
import org.pixelwhy.faithfulness.Infidelity;
import org.pixelwhy.faithfulness.Leakage;
import org.pixelwhy.faithfulness.Localisation;
import org.pixelwhy.faithfulness.OffTargetEffect;
import org.pixelwhy.faithfulness.RandomClass;
import org.pixelwhy.faithfulness.Road;
import org.pixelwhy.faithfulness.SanityCheck;
import org.pixelwhy.faithfulness.SensitivityMax;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.ScoreResult;
import org.pixelwhy.study.Scoring;
import org.pixelwhy.target.OutputPixel;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;

@ExtendWith(EngineExtension.class)
class ScoreCatalogueTest {
  private static final Path PAGES = Path.of("..", "docs", "metrics");

  @Test
  void everyScoreHasAPageThatNamesItAndItsOptions() throws IOException {
    List<String> pages;
    try (Stream<Path> files = Files.list(PAGES)) {
      pages = files.map(ScoreCatalogueTest::text).toList();
    }
    for (Score score : ScoreCatalogue.scores()) {
      List<String> about =
          pages.stream().filter(page -> page.contains("(`" + score.id() + "`)")).toList();
      assertEquals(1, about.size(), "pages about " + score.id());
      for (NamedOption<?> option : score.options()) {
        String name = "`" + option.name() + "`";
        assertTrue(about.get(0).contains(name), score.id() + ": " + name);
      }
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void noIdentifierIsUsedTwiceNorByAMethod() {
    List<String> ids =
        Stream.concat(
                ScoreCatalogue.scores().stream().map(Score::id),
                Catalogue.methods().stream().map(Method::id))
            .toList();
    assertEquals(ids.stream().distinct().toList(), ids);
  }

  @Test
  void anUnknownScoreOffersTheNearest() {
    InputException e = assertThrows(InputException.class, () -> ScoreCatalogue.score("infidelty"));
    assertTrue(e.getMessage().contains("'infidelity'"), e.getMessage());
  }

  @Test
  void theStandardValuesAreThoseOfTheScoresThemselves(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()));
        Evaluation at = runner.evaluate(IMAGE)) {
      ScoreScene scene = new ScoreScene(runner, at, Catalogue.method("saliency"));
      Scorer.Subject subject = scene.subject(settings(Map.of()));
      Attribution map = subject.maps().get(0);
      DeletionInsertion curves = new DeletionInsertion(DeletionInsertion.Options.defaults());
      List<SanityCheck.Step> steps =
          new SanityCheck(SanityCheck.Options.defaults())
              .check(at, QUESTION, subject.attributor())
              .steps();
      Map<String, Double> expected = new LinkedHashMap<>();
      expected.put(
          "infidelity", new Infidelity(Infidelity.defaults()).score(at, QUESTION, map).value());
      expected.put(
          "sensitivity",
          new SensitivityMax(SensitivityMax.defaults())
              .score(at, QUESTION, subject.attributor())[0]);
      expected.put("deletion", curves.deletion(at, QUESTION, map).targetArea());
      expected.put("insertion", curves.insertion(at, QUESTION, map).targetArea());
      expected.put(
          "randomisation", Math.abs(steps.get(steps.size() - 1).similarity().rankCorrelation()));
      Localisation agreement = Localisation.of(at, map, TRUTH);
      expected.put("mass-accuracy", agreement.mass());
      expected.put("rank-accuracy", agreement.rank());
      expected.put("mask-auc", agreement.auc());
      expected.put("pointing-game", agreement.pointing());
      expected.put("leakage", Leakage.of(at, map, TRUTH, 1).share());
      expected.put("road", new Road(Road.Options.defaults()).curve(at, QUESTION, map).targetArea());
      expected.put(
          "off-target",
          OffTargetEffect.of(at, QUESTION, map, Tensor.of(new float[256], 1, 1, 16, 16), 0.1)
              .ratio());
      expected.put("gini", GiniIndex.of(at, map));
      expected.put(
          "efficient-randomisation",
          new EfficientRandomisation(EfficientRandomisation.Options.defaults())
              .score(at, QUESTION, subject.attributor())
              .get(0)
              .rise());
      expected.put(
          "random-class",
          new RandomClass(RandomClass.Options.defaults())
              .score(at, QUESTION, subject.attributor())
              .get(0)
              .get(0)
              .similarity()
              .rankCorrelation());
      expected.forEach(
          (id, value) ->
              assertEquals(
                  value,
                  scene.score(ScoreCatalogue.score(id), Map.of()).value().orElseThrow(),
                  1e-6 * Math.abs(value),
                  id));
    }
  }

  @Test
  void completenessIsOfMethodsWithABaselineAndOthersAreToldSo(Engine engine) {
    Score score = ScoreCatalogue.score("completeness");
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()));
        Evaluation at = runner.evaluate(IMAGE)) {
      ScoreScene complete = new ScoreScene(runner, at, Catalogue.method("integrated-gradients"));
      double fine =
          complete.score(score, Map.of("steps", "200", "baseline", "mean")).value().orElseThrow();
      double coarse =
          complete.score(score, Map.of("steps", "1", "baseline", "mean")).value().orElseThrow();
      assertTrue(fine < 0.1 * coarse, fine + " and " + coarse);
      ScoreResult refused =
          new ScoreScene(runner, at, Catalogue.method("saliency")).score(score, Map.of());
      assertTrue(refused.value().isEmpty());
      assertTrue(refused.notes().get(0).contains("no baseline"), refused.notes()::toString);
      assertEquals("-", refused.text());
    }
  }

  @Test
  void aNetworkWithoutWeightsCannotBeRandomisedAndThatIsTheResult(Engine engine) {
    Graph graph = new Net(1).input("x", 1, 1, 16, 16).node("Relu", "y", "x").graph("y");
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph));
        Evaluation at = runner.evaluate(IMAGE)) {
      ScoreScene scene = new ScoreScene(runner, at, Catalogue.method("saliency"));
      ScoreResult refused = scene.score(ScoreCatalogue.score("randomisation"), Map.of());
      assertTrue(refused.value().isEmpty());
      assertTrue(refused.notes().get(0).contains("no layer with learned weights"));
    }
  }

  @Test
  void aBlankMapHasNoScore(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()));
        Evaluation at = runner.evaluate(IMAGE)) {
      Scorer.Subject subject =
          new ScoreScene(runner, at, Catalogue.method("integrated-gradients"))
              .subject(settings(Map.of()));
      Attribution map = subject.maps().get(0);
      Attribution blank =
          new Attribution(
              "integrated-gradients",
              "",
              Tensor.of(new float[IMAGE.size()], IMAGE.shape().dims()),
              Attribution.Sign.SIGNED,
              List.of());
      Scorer.Subject both =
          new Scorer.Subject(
              runner, at, QUESTION, subject.chosen(), twice(map), List.of(blank, map));
      for (Score score : ScoreCatalogue.scores()) {
        List<ScoreResult> results = Scoring.column(both, score);
        assertTrue(results.get(0).value().isEmpty(), score.id());
        assertEquals(List.of("the map is blank"), results.get(0).notes(), score.id());
      }
    }
  }

  /** A method that gives two maps. */
  private static Attributor twice(Attribution map) {
    return (at, question) -> List.of(map, map);
  }

  @Test
  void infidelityIsNotScoredWhereNoPerturbationReachedTheTarget(Engine engine) {
    Graph identity = new Net(1).input("x", 1, 1, 16, 16).node("Relu", "y", "x").graph("y");
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, identity));
        Evaluation at = runner.evaluate(Tensor.filled(IMAGE.type(), 1, 1, 1, 16, 16))) {
      Method method = Catalogue.method("saliency");
      Question corner = Question.of(new OutputPixel(0, OptionalInt.of(0)));
      Method.Settings settings =
          settings(Map.of("perturbation", "square", "side", "1", "samples", "3"));
      Method.Chosen chosen = new Method.Chosen(method, settings, FILES);
      Attributor attributor = method.attributor(settings);
      Scorer.Subject subject =
          new Scorer.Subject(
              runner, at, corner, chosen, attributor, attributor.explain(at, corner));
      ScoreResult none = Scoring.column(subject, ScoreCatalogue.score("infidelity")).get(0);
      assertTrue(none.value().isEmpty(), none::toString);
      assertTrue(none.notes().get(0).contains("none of the perturbations"), none::toString);
    }
  }

  @Test
  void infidelityOf100SamplesCostsAtMost105ForwardPasses(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()))) {
      runner.typed(IMAGE.shape());
      try (Evaluation at = runner.evaluate(IMAGE)) {
        Attribution map = new Attribution("given", "", IMAGE, Attribution.Sign.SIGNED, List.of());
        Method method = Catalogue.method("saliency");
        Method.Settings settings = settings(Map.of());
        Method.Chosen chosen = new Method.Chosen(method, settings, FILES);
        long before = engine.runs();
        Scoring.column(
            new Scorer.Subject(
                runner, at, QUESTION, chosen, method.attributor(settings), List.of(map)),
            ScoreCatalogue.score("infidelity"));
        long passes = engine.runs() - before;
        assertTrue(passes >= 101 && passes <= 105, passes + " forward passes");
      }
    }
  }
}
