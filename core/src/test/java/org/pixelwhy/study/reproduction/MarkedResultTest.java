package org.pixelwhy.study.reproduction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

class MarkedResultTest {
  private static MarkedNetwork network(double p, long seed, double dice, double line) {
    DreamCurve dream =
        new DreamCurve(
            "n",
            0,
            Map.of(
                "step", List.of(0.0, 1.0),
                "area", List.of(0.0, 5.0),
                "line-135", List.of(3.0, line),
                "line-45", List.of(3.0, 4.0)));
    return new MarkedNetwork(p, seed, dice, dream);
  }

  /** Of either seed, the network of p = 1 fails; one of them dreams a weaker response. */
  private static MarkedResult two(double weak) {
    List<MarkedNetwork> networks = new ArrayList<>();
    networks.add(network(0, 0, 0.8, 10));
    networks.add(network(0.5, 0, 0.73, 11));
    networks.add(network(1, 0, 0.1, 30));
    networks.add(network(0, 1, 0.9, 12));
    networks.add(network(0.5, 1, 0.82, 13));
    networks.add(network(1, 1, 0.2, weak));
    return new MarkedResult(networks);
  }

  @Test
  void aNetworkFailsBelowNineTenthsOfTheDiceOfItsOwnSeedsBaseline() {
    MarkedResult result = two(40);
    // 0.72 and 0.81.
    assertFalse(result.fails(result.networks().get(1)));
    assertTrue(result.fails(result.networks().get(2)));
    assertFalse(result.fails(result.networks().get(4)));
    assertEquals(List.of(0.0, 0.5, 1.0), result.probabilities());
  }

  @Test
  void theClaimHoldsWhereFailingNetworksRespondMore() {
    Finding finding = two(40).findings().get(0);
    assertEquals("holds", finding.holds());
    assertEquals(
        "mean 35.00 of 2 that fail, 11.50 of 4 that do not; greater in 8 of 8 pairs",
        finding.numbers());
    // Less the control, 4, the same pairs.
    assertEquals(
        "mean 31.00 of 2 that fail, 7.50 of 4 that do not; greater in 8 of 8 pairs",
        two(40).findings().get(1).numbers());
  }

  @Test
  void theReportSaysWhereItDoesNotHold() {
    // 30 is above all four, 1 above none.
    assertEquals("does not hold", two(1).findings().get(0).holds());
    // 11.5 is above 10 and 11.
    assertEquals("holds in part", two(11.5).findings().get(0).holds());
    MarkedResult good = new MarkedResult(List.of(network(0, 0, 0.8, 3), network(1, 0, 0.8, 9)));
    assertEquals("cannot be judged", good.findings().get(0).holds());
    assertEquals("0 networks fail, 2 do not", good.findings().get(0).numbers());
  }

  /**
   * Ranks of the response 0, 1, 4, 2, 3, 5 against those of the Dice 3, 2, 0, 5, 4, 1: one less six
   * times 52 by 210. Of one seed, ranks are reversed; Pearson: see the sums.
   */
  @Test
  void correlationsAreThoseWorkedOutByHandForEachSeedAndAll() {
    Finding finding = two(40).findings().get(2);
    double pearson = pearson(new double[] {10, 11, 30}, new double[] {0.8, 0.73, 0.1});
    String first = Text.format("%.2f", pearson);
    assertTrue(finding.numbers().startsWith("all: Spearman -0.49, Pearson -0."), finding.numbers());
    assertTrue(
        finding.numbers().contains("seed 0: Spearman -1.00, Pearson " + first + ", n = 3"),
        finding.numbers());
    assertEquals("holds in part", finding.holds());
  }

  /** n Σxy - Σx Σy over the root of the same of either. */
  private static double pearson(double[] x, double[] y) {
    double sx = 0;
    double sy = 0;
    double sxy = 0;
    double sxx = 0;
    double syy = 0;
    for (int i = 0; i < x.length; i++) {
      sx += x[i];
      sy += y[i];
      sxy += x[i] * y[i];
      sxx += x[i] * x[i];
      syy += y[i] * y[i];
    }
    int n = x.length;
    return (n * sxy - sx * sy) / Math.sqrt((n * sxx - sx * sx) * (n * syy - sy * sy));
  }

  @Test
  void aDreamThatTookNoStepCountsInNoComparison() {
    DreamCurve still =
        new DreamCurve(
            "n",
            0,
            Map.of("step", List.of(0.0), "line-135", List.of(9.0), "line-45", List.of(3.0)));
    List<MarkedNetwork> networks = new ArrayList<>(two(40).networks());
    networks.set(5, new MarkedNetwork(1, 1, 0.2, still));
    Finding finding = new MarkedResult(networks).findings().get(0);
    assertEquals(
        "mean 30.00 of 1 that fail, 11.50 of 4 that do not; greater in 4 of 4 pairs",
        finding.numbers());
  }

  @Test
  void nothingToCompareIsRefused() {
    assertThrows(InputException.class, () -> new MarkedResult(List.of()));
  }
}
