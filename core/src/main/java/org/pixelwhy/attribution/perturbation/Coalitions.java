package org.pixelwhy.attribution.perturbation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Sets of players, neither none nor all of them, with weights of the Shapley kernel {@code (n - 1)
 * / (C(n,s) s (n - s))} for a set of s of n players.
 *
 * <p>Sizes are taken in pairs, s and n - s, from the smallest and largest inwards: all sets of a
 * pair, as long as all of them fit what is left. For the sizes that remain sets are drawn, each
 * with its complement, sizes in proportion to their weight; what was drawn k times counts k times,
 * and all of them together have the weight of these sizes.
 *
 * @param players number of players
 * @param weights of each set, in the order in which they are asked for
 */
record Coalitions(int players, Map<BitSet, Double> weights) {
  /** So many draws for each set that is wanted, as some are drawn again. */
  private static final int DRAWS = 8;

  /**
   * Chooses sets.
   *
   * @param most number of sets; at least two for each player
   * @throws InputException if that is too few for as many unknowns
   */
  static Coalitions choose(int players, int most, long seed) {
    if (players > 1 && most < 2 * players) {
      throw new InputException(
          Text.format(
              "%d passes are too few for %d parts, KernelSHAP needs two for each; allow %d or take"
                  + " fewer parts",
              most, players, 2 * players));
    }
    Map<BitSet, Double> weights = new LinkedHashMap<>();
    int size = 1;
    while (2 * size <= players && number(players, size) <= most - weights.size()) {
      for (BitSet set : sets(players, size)) {
        weights.put(set, kernel(players, size));
        weights.put(complement(set, players), kernel(players, size));
      }
      size++;
    }
    if (2 * size <= players) {
      draw(weights, new Draw(players, size, most - weights.size()), new Random(seed));
    }
    return new Coalitions(players, weights);
  }

  /** What is left to be drawn: sets of sizes from {@code least} to {@code players - least}. */
  private record Draw(int players, int least, int most) {
    double weight(int size) {
      return (players - 1.0) / (size * (double) (players - size));
    }

    double total() {
      double total = 0;
      for (int size = least; size <= players - least; size++) {
        total += weight(size);
      }
      return total;
    }

    BitSet set(Random random) {
      double rest = random.nextDouble() * total();
      int size = least;
      while (size < players - least && rest >= weight(size)) {
        rest -= weight(size);
        size++;
      }
      BitSet set = new BitSet(players);
      // Floyd's way to draw so many of so many.
      for (int j = players - size; j < players; j++) {
        int player = random.nextInt(j + 1);
        set.set(set.get(player) ? j : player);
      }
      return set;
    }
  }

  private static void draw(Map<BitSet, Double> weights, Draw draw, Random random) {
    Map<BitSet, Integer> drawn = new LinkedHashMap<>();
    int draws = 0;
    while (drawn.size() + 2 <= draw.most() && draws < (long) DRAWS * draw.most()) {
      BitSet set = draw.set(random);
      drawn.merge(set, 1, Integer::sum);
      drawn.merge(complement(set, draw.players()), 1, Integer::sum);
      draws += 2;
    }
    double each = draws == 0 ? 0 : draw.total() / draws;
    drawn.forEach((set, times) -> weights.put(set, times * each));
  }

  /** The kernel of one set of a size. */
  static double kernel(int players, int size) {
    return (players - 1.0) / (binomial(players, size) * size * (players - size));
  }

  /** Number of sets of a size or of its complement's. */
  private static double number(int players, int size) {
    return (2 * size == players ? 1 : 2) * binomial(players, size);
  }

  static double binomial(int n, int k) {
    double result = 1;
    for (int i = 1; i <= k; i++) {
      result = result * (n - k + i) / i;
    }
    return Math.rint(result);
  }

  private static List<BitSet> sets(int players, int size) {
    List<BitSet> sets = new ArrayList<>();
    int[] chosen = new int[size];
    for (int i = 0; i < size; i++) {
      chosen[i] = i;
    }
    while (true) {
      BitSet set = new BitSet(players);
      for (int player : chosen) {
        set.set(player);
      }
      sets.add(set);
      int last = size - 1;
      while (last >= 0 && chosen[last] == players - size + last) {
        last--;
      }
      if (last < 0) {
        return sets;
      }
      chosen[last]++;
      for (int i = last + 1; i < size; i++) {
        chosen[i] = chosen[i - 1] + 1;
      }
    }
  }

  private static BitSet complement(BitSet set, int players) {
    BitSet complement = (BitSet) set.clone();
    complement.flip(0, players);
    return complement;
  }
}
