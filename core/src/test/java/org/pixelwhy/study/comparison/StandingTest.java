package org.pixelwhy.study.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.pixelwhy.catalogue.Catalogue;
import org.pixelwhy.catalogue.Method;
import org.pixelwhy.catalogue.Score;
import org.pixelwhy.catalogue.ScoreCatalogue;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.statistics.PairedTests;
import org.pixelwhy.study.ScoreResult;
import org.pixelwhy.study.comparison.ComparisonResult.ScoredImage;
import org.pixelwhy.study.comparison.ComparisonResult.ScoredMap;

class StandingTest {
  private static final Score DELETION = ScoreCatalogue.score("deletion");
  private static final Score INSERTION = ScoreCatalogue.score("insertion");
  private static final List<String> METHODS = List.of("saliency", "rise", "lrp", "deeplift");

  /** An image's values by method; NaN where the score does not apply. */
  private static ScoredImage image(Score score, double... values) {
    List<ScoredMap> maps = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Method method = Catalogue.method(METHODS.get(i));
      boolean applies = !Double.isNaN(values[i]);
      ScoreResult result =
          new ScoreResult(
              score,
              applies ? OptionalDouble.of(values[i]) : OptionalDouble.empty(),
              List.of(),
              applies ? List.of() : List.of("not made for it"));
      maps.add(new ScoredMap(method.title(), method, "", false, List.of(result)));
    }
    return new ScoredImage(
        ImageSource.of(Path.of("a.png")), "class 0", OptionalDouble.empty(), maps);
  }

  private static List<String> ranks(Standing standing) {
    return standing.places().stream().map(Standing.Place::rankText).toList();
  }

  @Test
  void theLeastMeanIsBestWhereLowerIsBetterElseTheGreatest() {
    double[] first = {3, 1, 2};
    double[] second = {5, 1, 3};
    Standing lower =
        Standing.of(DELETION, List.of(image(DELETION, first), image(DELETION, second)));
    Standing higher =
        Standing.of(INSERTION, List.of(image(INSERTION, first), image(INSERTION, second)));
    assertEquals(List.of("3", "1", "2"), ranks(lower));
    assertEquals(List.of("1", "3", "2"), ranks(higher));
    assertEquals("RISE", lower.ranked().get(0).title());
    assertEquals(4, lower.places().get(0).summary().mean());
    assertEquals(2, lower.places().get(0).summary().n());
    assertEquals(Math.sqrt(2), lower.places().get(0).summary().deviation(), 1e-12);
  }

  @Test
  void equalMeansShareTheMeanOfTheirRanks() {
    Standing standing = Standing.of(DELETION, List.of(image(DELETION, 2, 1, 2, 5)));
    assertEquals(List.of("2.5", "1", "2.5", "4"), ranks(standing));
  }

  @Test
  void aMethodThatTheScoreDoesNotApplyToHasNoRankAndIsInNoPair() {
    Standing standing =
        Standing.of(
            DELETION,
            List.of(image(DELETION, 1, Double.NaN, 2), image(DELETION, 2, Double.NaN, 4)));
    assertEquals(List.of("1", "-", "2"), ranks(standing));
    assertFalse(standing.ranksAll());
    assertEquals("not made for it", standing.places().get(1).note());
    assertEquals("", standing.places().get(0).note());
    assertEquals(1, standing.pairs().size());
    assertEquals("LRP", standing.pairs().get(0).second());
  }

  @Test
  void pairsAreTestedOnTheImagesThatBothHave() {
    List<ScoredImage> images =
        List.of(
            image(DELETION, 1, 4),
            image(DELETION, 2, Double.NaN),
            image(DELETION, 3, 4.5),
            image(DELETION, 4, 8));
    Standing.Pair pair = Standing.of(DELETION, images).pairs().get(0);
    assertEquals(PairedTests.of(new double[] {1, 3, 4}, new double[] {4, 4.5, 8}), pair.tests());
    assertEquals(pair.tests().t(), pair.holmT(), "one pair needs no correction");
  }

  @Test
  void severalPairsAreCorrected() {
    List<ScoredImage> images =
        List.of(
            image(DELETION, 1, 4, 2.1),
            image(DELETION, 2, 6, 2.9),
            image(DELETION, 3, 4.5, 3.2),
            image(DELETION, 4, 8, 4.4));
    List<Standing.Pair> pairs = Standing.of(DELETION, images).pairs();
    assertEquals(3, pairs.size());
    double least =
        pairs.stream().mapToDouble(pair -> pair.tests().t().getAsDouble()).min().orElseThrow();
    double corrected =
        pairs.stream().mapToDouble(pair -> pair.holmT().getAsDouble()).min().orElseThrow();
    assertEquals(3 * least, corrected, 1e-12);
    for (Standing.Pair pair : pairs) {
      assertTrue(pair.holmT().getAsDouble() >= pair.tests().t().getAsDouble());
    }
  }

  @Test
  void linesNameTheBestFirstAndWhyAScoreDoesNotApply() {
    Standing standing =
        Standing.of(
            DELETION,
            List.of(image(DELETION, 3, 1, Double.NaN), image(DELETION, 5, 1.5, Double.NaN)));
    assertEquals(
        List.of(
            "",
            DELETION.title() + " (lower is better)",
            "   1  RISE      1.250 +- 0.3536 (n = 2)",
            "   2  Saliency  4.000 +- 1.414 (n = 2)",
            "   - LRP: not made for it"),
        StandingText.lines(List.of(standing)));
  }
}
