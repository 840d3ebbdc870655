package org.pixelwhy.study.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pixels in the order of their importance. */
class RankingTest {
  @Test
  void theMostImportantComeFirst() {
    Ranking ranking = Ranking.of(new float[] {0.1f, -2, 3, 0.2f}, new int[] {4, 5, 6, 7}, 0);
    assertArrayEquals(new int[] {6, 7, 4, 5}, ranking.order());
    assertArrayEquals(new int[] {6, 7}, ranking.top(0.5));
    assertEquals(0, ranking.top(0).length);
    assertEquals(4, ranking.top(1).length);
  }

  @Test
  void equalsComeInAnOrderDrawnFromTheSeed() {
    float[] same = new float[50];
    same[3] = -0f;
    int[] places = IntStream.range(0, 50).toArray();
    int[] drawn = Ranking.of(same, places, 1).order();
    assertFalse(Arrays.equals(places, drawn));
    assertArrayEquals(drawn, Ranking.of(same, places, 1).order());
    assertFalse(Arrays.equals(drawn, Ranking.of(same, places, 2).order()));
    assertArrayEquals(places, IntStream.of(drawn).sorted().toArray());
  }

  @Test
  void overManySeedsATiedPixelIsAnywhere() {
    double mean =
        IntStream.range(0, 2000)
            .map(seed -> place(Ranking.of(new float[21], IntStream.range(0, 21).toArray(), seed)))
            .average()
            .orElseThrow();
    assertEquals(10, mean, 0.6);
  }

  private static int place(Ranking ranking) {
    return IntStream.range(0, 21).filter(i -> ranking.order()[i] == 0).findFirst().orElseThrow();
  }
}
