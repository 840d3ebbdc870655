package org.pixelwhy.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.catalogue.option.GivenOptions;
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
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.model.Net;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.study.ScoreResult;
import org.pixelwhy.study.Scoring;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.OutputPixel;
import org.pixelwhy.target.Question;
import org.pixelwhy.target.Reduction;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.UNet;
import org.pixelwhy.training.UNetOptions;

@ExtendWith(EngineExtension.class)
class ScoreCatalogueTest {
  private static final Path PAGES = Path.of("..", "docs", "metrics");
  private static final Tensor IMAGE = Net.noise(11, 1, 1, 16, 16);
  private static final Question QUESTION = Question.of(new ImageTarget(0));

  /** Another value for every option there is. */
  private static final Map<String, String> OTHER =
      Map.ofEntries(
          Map.entry("samples", "3"),
          Map.entry("perturbation", "square"),
          Map.entry("sigma", "1/2"),
          Map.entry("side", "3"),
          Map.entry("normalize", "-"),
          Map.entry("radius", "0.3"),
          Map.entry("steps", "4"),
          Map.entry("baseline", "mean"),
          Map.entry("quantity", "dice"),
          Map.entry("importance", "magnitude"),
          Map.entry("mask", "segment"),
          Map.entry("surroundings", "0.5"),
          Map.entry("bins", "7"),
          Map.entry("superpixels", "5"),
          Map.entry("share", "0.4"),
          Map.entry("noise", "0.5"));

  /** Where a volume as small as the test's needs other options than the standard ones. */
  private static final Map<String, Map<String, String>> VOLUME =
      Map.of(
          "mass-accuracy", Map.of("mask", "segment"),
          "rank-accuracy", Map.of("mask", "segment"),
          "mask-auc", Map.of("mask", "segment"),
          "pointing-game", Map.of("mask", "segment"),
          "leakage", Map.of("mask", "segment", "surroundings", "0.1"),
          "irof", Map.of("superpixels", "8"));

  /** The ground truth: a square in which the map's greatest value is not. */
  private static final Mask TRUTH = Mask.of(new int[] {16, 16}, i -> i / 16 < 4 && i % 16 < 4);

  private static final ImageFiles FILES = new ImageFiles(0, 0, Npy::read, mask -> TRUTH);

  static Stream<Score> scores() {
    return ScoreCatalogue.scores().stream();
  }

  private static Graph unet() {
    return UNet.graph(
        UNetOptions.defaults().withDepth(2).withChannels(4).withInputs(1).withOutputs(2), 7);
  }

  private static Method.Settings settings(Map<String, String> options) {
    List<String> given = new ArrayList<>();
    options.forEach((name, value) -> given.add(name + "=" + value));
    return new Method.Settings(List.of("auto"), 0, Method.Border.FAST, GivenOptions.parse(given))
        .withRun(
            RunOptions.PLAIN.withTruth(new GivenMask(Path.of("truth.png"), OptionalInt.empty())));
  }

  private record Scene(ModelRunner runner, Evaluation at, Method method, Question question) {
    private Scene(ModelRunner runner, Evaluation at, Method method) {
      this(runner, at, method, QUESTION);
    }

    private Scorer.Subject subject(Method.Settings settings) {
      Attributor attributor = method.attributor(settings);
      List<Attribution> maps = attributor.explain(at, question);
      Method.Chosen chosen = new Method.Chosen(method, settings, FILES);
      return new Scorer.Subject(runner, at, question, chosen, attributor, maps);
    }

    private ScoreResult score(Score score, Map<String, String> options) {
      return Scoring.column(subject(settings(options)), score).get(0);
    }
  }

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
      Scene scene = new Scene(runner, at, Catalogue.method("saliency"));
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

  @ParameterizedTest
  @MethodSource("scores")
  void everyOptionChangesTheScore(Score score, Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()));
        Evaluation at = runner.evaluate(IMAGE)) {
      Question question =
          new Question(
              new ImageTarget(0),
              Reduction.MEAN,
              score.id().equals("irof") ? OutputSpace.PROBABILITIES : OutputSpace.LOGITS);
      Scene scene = new Scene(runner, at, Catalogue.method("input-x-gradient"), question);
      for (NamedOption<?> option : score.options()) {
        if (option.name().equals("unchanged") || option.name().equals("classes")) {
          continue;
        }
        Map<String, String> before = new LinkedHashMap<>();
        if (option.name().equals("side")) {
          before.put("perturbation", "square");
        }
        Map<String, String> after = new LinkedHashMap<>(before);
        String other = option.standard().equals("on") ? "off" : "on";
        after.put(option.name(), OTHER.get(option.name()).replace("-", other));
        ScoreResult standard = scene.score(score, before);
        ScoreResult changed = scene.score(score, after);
        assertTrue(standard.value().isPresent(), standard.notes()::toString);
        if (score.id().equals("randomisation")) {
          assertNotEquals(standard.curves().get(0).x().length, changed.curves().get(0).x().length);
        } else {
          assertNotEquals(standard.value(), changed.value(), score.id() + "." + option.name());
        }
      }
    }
  }

  @Test
  void fromWhatCorrelationOnAMapIsUnchangedIsAnOption(Engine engine) {
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()));
        Evaluation at = runner.evaluate(IMAGE)) {
      Scene scene = new Scene(runner, at, Catalogue.method("input-x-gradient"));
      Score score = ScoreCatalogue.score("randomisation");
      double last = scene.score(score, Map.of()).value().orElseThrow();
      assertTrue(last > 0.01 && last < 0.9, "the test needs a value between: " + last);
      assertEquals(1, scene.score(score, Map.of()).notes().size());
      List<String> notes = scene.score(score, Map.of("unchanged", "0.01")).notes();
      assertEquals("the map hardly depends on what the network learned", notes.get(1));
      assertTrue(notes.get(0).startsWith("rank correlation"), notes::toString);
    }
  }

  /** Slices, rows and columns: no score takes the first for something else, or fails. */
  @Test
  void everyScoreThatAppliesToAVolumeHasAValue(Engine engine) {
    Tensor volume = Net.noise(12, 1, 1, 4, 6, 8);
    Tensor weights = Tensor.of(new float[] {1, -1, 2}, 3, 1, 1, 1, 1);
    Graph graph =
        new Net(2)
            .input("x", "n", 1, 4, 6, 8)
            .constant("w", weights)
            .node("Conv", "h", "x", "w")
            .node("Sigmoid", "y", "h")
            .graph("y");
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, graph));
        Evaluation at = runner.evaluate(volume)) {
      Question question =
          new Question(new ImageTarget(0), Reduction.MEAN, OutputSpace.PROBABILITIES);
      Scene scene = new Scene(runner, at, Catalogue.method("input-x-gradient"), question);
      for (Score score : ScoreCatalogue.scores()) {
        ScoreResult result = scene.score(score, VOLUME.getOrDefault(score.id(), Map.of()));
        assertEquals(
            !score.id().equals("completeness"),
            result.value().isPresent(),
            score.id() + ": " + result.notes());
      }
    }
  }

  @Test
  void ofATargetBelowZeroIrofSaysWhatToAskInstead(Engine engine) {
    Score score = ScoreCatalogue.score("irof");
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()));
        Evaluation at = runner.evaluate(IMAGE)) {
      Scene scene = new Scene(runner, at, Catalogue.method("input-x-gradient"));
      ScoreResult refused = scene.score(score, Map.of());
      assertTrue(refused.value().isEmpty());
      assertTrue(refused.notes().get(0).contains("ask for probabilities"), refused::toString);
      assertTrue(scene.score(score, Map.of("quantity", "dice")).value().isPresent());
    }
  }

  @Test
  void theMaskIsTheGroundTruthWhereThereIsOneAndTheNoteSaysWhich(Engine engine) {
    Score score = ScoreCatalogue.score("mass-accuracy");
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()));
        Evaluation at = runner.evaluate(IMAGE)) {
      Scene scene = new Scene(runner, at, Catalogue.method("input-x-gradient"));
      assertEquals(List.of("ground truth, 16 pixels"), scene.score(score, Map.of()).notes());
      int segment = at.prediction().mask(0).count();
      assertEquals(
          List.of("segment as predicted, " + segment + " pixels"),
          scene.score(score, Map.of("mask", "segment")).notes());
    }
  }

  @Test
  void infidelityOfMethodsToBeComparedIsNormalisedUnlessItIsSaidOtherwise() {
    List<String> scores = List.of("deletion", "infidelity", "sensitivity");
    GivenOptions none = ScoreCatalogue.comparable(scores, GivenOptions.NONE);
    assertEquals(List.of("infidelity.normalize=on"), none.texts());
    for (String given : List.of("normalize=off", "infidelity.normalize=off")) {
      GivenOptions off = GivenOptions.parse(List.of(given));
      assertEquals(off, ScoreCatalogue.comparable(scores, off));
    }
    assertEquals(
        GivenOptions.NONE, ScoreCatalogue.comparable(List.of("deletion"), GivenOptions.NONE));
  }

  @Test
  void completenessIsOfMethodsWithABaselineAndOthersAreToldSo(Engine engine) {
    Score score = ScoreCatalogue.score("completeness");
    try (ModelRunner runner = new ModelRunner(engine, Net.prepare(engine, unet()));
        Evaluation at = runner.evaluate(IMAGE)) {
      Scene complete = new Scene(runner, at, Catalogue.method("integrated-gradients"));
      double fine =
          complete.score(score, Map.of("steps", "200", "baseline", "mean")).value().orElseThrow();
      double coarse =
          complete.score(score, Map.of("steps", "1", "baseline", "mean")).value().orElseThrow();
      assertTrue(fine < 0.1 * coarse, fine + " and " + coarse);
      ScoreResult refused =
          new Scene(runner, at, Catalogue.method("saliency")).score(score, Map.of());
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
      Scene scene = new Scene(runner, at, Catalogue.method("saliency"));
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
          new Scene(runner, at, Catalogue.method("integrated-gradients"))
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
