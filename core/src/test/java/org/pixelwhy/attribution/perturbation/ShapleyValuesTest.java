package org.pixelwhy.attribution.perturbation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.tensor.InputException;

class ShapleyValuesTest {
  private static double[] game(int players, long seed) {
    Random random = new Random(seed);
    return random.doubles(1L << players, -2, 3).toArray();
  }

  private static int index(BitSet set) {
    return set.isEmpty() ? 0 : (int) set.toLongArray()[0];
  }

  private static double[] worth(Coalitions coalitions, double[] game) {
    return coalitions.weights().keySet().stream().mapToDouble(set -> game[index(set)]).toArray();
  }

  private static double[] regression(Coalitions coalitions, double[] game) {
    return ShapleyValues.regression(
        coalitions, worth(coalitions, game), game[0], game[game.length - 1]);
  }

  /** What a player adds when it joins, averaged over every order of joining. */
  private static double[] byOrders(double[] game, int players) {
    List<List<Integer>> orders = new ArrayList<>(List.of(List.of()));
    for (int player = 0; player < players; player++) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> order : orders) {
        for (int place = 0; place <= order.size(); place++) {
          List<Integer> more = new ArrayList<>(order);
          more.add(place, player);
          longer.add(more);
        }
      }
      orders = longer;
    }
    double[] shares = new double[players];
    for (List<Integer> order : orders) {
      int set = 0;
      for (int player : order) {
        shares[player] += (game[set | 1 << player] - game[set]) / orders.size();
        set |= 1 << player;
      }
    }
    return shares;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6})
  void exactSharesAreWhatPlayersAddOverAllOrders(int players) {
    double[] game = game(players, players);
    assertArrayEquals(byOrders(game, players), ShapleyValues.exact(game), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 10})
  void theRegressionOnAllSetsGivesTheExactShares(int players) {
    double[] game = game(players, players);
    Coalitions all = Coalitions.choose(players, (1 << players) + 2, 0);
    assertEquals((1 << players) - 2, all.weights().size());
    assertArrayEquals(ShapleyValues.exact(game), regression(all, game), 1e-9);
  }

  @Test
  void sharesAddUpFromSomeSetsToo() {
    double[] game = game(10, 5);
    double[] shares = regression(Coalitions.choose(10, 60, 1), game);
    assertEquals(
        game[1023] - game[0], IntStream.range(0, 10).mapToDouble(i -> shares[i]).sum(), 1e-9);
  }

  @Test
  void playersThatAddWhateverOthersDoGetJustThatFromSomeSets() {
    double[] each = new Random(2).doubles(12, -1, 1).toArray();
    double[] game = new double[1 << 12];
    for (int set = 0; set < game.length; set++) {
      for (int i = 0; i < 12; i++) {
        game[set] += (set >> i & 1) * each[i];
      }
    }
    assertArrayEquals(each, regression(Coalitions.choose(12, 24, 0), game), 1e-9);
    assertArrayEquals(each, regression(Coalitions.choose(12, 200, 0), game), 1e-9);
  }

  @Test
  void moreSetsComeNearerToTheExactShares() {
    double[] game = game(12, 8);
    double[] exact = ShapleyValues.exact(game);
    double few = 0;
    double many = 0;
    for (int seed = 0; seed < 10; seed++) {
      few += distance(exact, regression(Coalitions.choose(12, 60, seed), game));
      many += distance(exact, regression(Coalitions.choose(12, 2000, seed), game));
    }
    assertTrue(many < few / 3, many + " against " + few);
  }

  private static double distance(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.pow(a[i] - b[i], 2)).sum();
  }

  @Test
  void setsAreTakenFromTheOutsideInwardsAndDrawnWithTheirComplements() {
    Coalitions some = Coalitions.choose(10, 100, 3);
    assertTrue(some.weights().size() <= 100 && some.weights().size() > 90);
    double total = 0;
    for (BitSet set : some.weights().keySet()) {
      BitSet others = (BitSet) set.clone();
      others.flip(0, 10);
      assertEquals(some.weights().get(set), some.weights().get(others));
      total += some.weights().get(set);
    }
    // Sets of 1 and 9, of which there are ten each: each size weighs 9 / (1 * 9) together.
    assertEquals(1 / 10.0, some.weights().get(BitSet.valueOf(new long[] {1})), 1e-12);
    double expected = IntStream.range(1, 10).mapToDouble(s -> 9.0 / (s * (10 - s))).sum();
    assertEquals(expected, total, 1e-9);
    assertEquals(some, Coalitions.choose(10, 100, 3));
  }

  @Test
  void tooFewPassesAreRefusedWithHowManyWouldDo() {
    InputException e = assertThrows(InputException.class, () -> Coalitions.choose(50, 99, 0));
    assertEquals(
        "99 passes are too few for 50 parts, KernelSHAP needs two for each; allow 100 or take fewer"
            + " parts",
        e.getMessage());
  }
}
