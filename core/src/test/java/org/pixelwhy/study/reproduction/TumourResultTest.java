package org.pixelwhy.study.reproduction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TumourResultTest {
  private static final double NAN = Double.NaN;

  private static TumourNetwork network(String kind, long seed, double dark, double elongation) {
    DreamCurve dream =
        new DreamCurve(
            kind,
            0,
            Map.of(
                "step",
                List.of(0.0, 1.0, 2.0),
                "area",
                List.of(0.0, 5.0, 6.0),
                TumourResult.INTENSITY,
                List.of(NAN, 100.0, dark),
                TumourResult.ELONGATION,
                List.of(NAN, elongation, elongation)));
    return new TumourNetwork(
        kind,
        seed,
        0.9,
        dream,
        Map.of("stat_mean", seed == 0 ? "sensitive" : "undecided", "cm_contrast", "sensitive"));
  }

  private static final TumourResult RESULT =
      new TumourResult(
          List.of(
              network("real-like", 0, 50, 0.8),
              network("round", 0, 60, 0.9),
              network("elongated", 0, 70, 0.5),
              network("real-like", 1, 80, 0.7),
              network("round", 1, 60, 0.9),
              network("elongated", 1, 90, NAN)));

  @Test
  void networksOfOneSeedAreComparedWithEachOther() {
    Finding intensity = RESULT.comparison().get(0);
    // Lower than round in one of two seeds, than elongated in both: 3 of 4.
    assertEquals("holds in part", intensity.holds());
    assertEquals(
        "65.0 against 60.0 of round, lower in 1 of 2; 65.0 against 80.0 of elongated, lower in 2"
            + " of 2",
        intensity.numbers());
  }

  @Test
  void aDreamWithoutAMaskCountsInNoComparison() {
    Finding elongation = RESULT.comparison().get(1);
    assertEquals("holds", elongation.holds());
    assertEquals(
        "0.500 against 0.750 of real-like, lower in 1 of 1; 0.500 against 0.900 of round, lower in"
            + " 1 of 1",
        elongation.numbers());
  }

  @Test
  void verdictsAreComparedWithThePublishedOnesAndUndecidedOnesSayNothing() {
    List<Finding> verdicts = RESULT.verdicts("real-like");
    Finding contrast = verdicts.get(0);
    assertEquals(
        "Networks of real-like tumours: cm_contrast, published as 'robust'", contrast.claim());
    assertEquals("does not hold", contrast.holds());
    Finding mean = verdicts.get(4);
    assertEquals("holds", mean.holds());
    assertEquals("sensitive, undecided", mean.numbers());
  }
}
