package org.pixelwhy.study.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Dice as it was published. */
class PooledDiceTest {
  @Test
  void pixelsOfABatchAreCountedTogetherAndBatchesAveraged() {
    PooledDice dice = new PooledDice(2);
    dice.add(1, 4);
    dice.add(0, 6);
    dice.add(3, 6);
    // (2 * 1 / 10 + 2 * 3 / 6) / 2: the last batch has one image and counts as much.
    assertEquals(0.6, dice.mean(), 1e-15);
  }

  @Test
  void aBatchWithoutAnyMaskAgrees() {
    PooledDice dice = new PooledDice(2);
    dice.add(0, 0);
    dice.add(0, 0);
    assertEquals(1, dice.mean());
  }

  @Test
  void anEmptyMaskAmongOthersAddsNothing() {
    PooledDice dice = new PooledDice(2);
    dice.add(0, 0);
    dice.add(2, 5);
    assertEquals(0.8, dice.mean(), 1e-15);
  }
}
