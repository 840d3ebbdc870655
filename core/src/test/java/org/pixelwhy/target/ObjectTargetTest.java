package org.pixelwhy.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.pixelwhy.target.Predictions.draw;
import static org.pixelwhy.target.Predictions.drawn;
import static org.pixelwhy.target.Predictions.refused;

import org.junit.jupiter.api.Test;
import org.pixelwhy.model.Prediction;

class ObjectTargetTest {
  private final Prediction prediction = drawn("10011", "10011", "01000");

  @Test
  void isThePartAroundAPixelAndCornersDoNotJoin() {
    assertEquals("#....\n#....\n.....\n", draw(new ObjectTarget(1, 5).mask(prediction)));
    assertEquals(".....\n.....\n.#...\n", draw(new ObjectTarget(1, 11).mask(prediction)));
  }

  @Test
  void isTheLargestPartWhereNoPixelIsGiven() {
    assertEquals("...##\n...##\n.....\n", draw(new ObjectTarget(1, -1).mask(prediction)));
    assertEquals("largest object of class 1 (liver)", new ObjectTarget(1, -1).describe(prediction));
  }

  @Test
  void isDescribedByItsPixel() {
    assertEquals(
        "object at x=1 y=2 of the output, class 1 (liver)",
        new ObjectTarget(1, 11).describe(prediction));
  }

  @Test
  void aPixelOfAnotherClassIsRefused() {
    assertEquals(
        "the pixel x=2 y=1 of the output is not predicted as class 1 (liver); give a pixel of the"
            + " object",
        refused(new ObjectTarget(1, 7), prediction));
  }
}
