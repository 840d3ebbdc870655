package org.pixelwhy.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.pixelwhy.target.Predictions.draw;
import static org.pixelwhy.target.Predictions.drawn;
import static org.pixelwhy.target.Predictions.refused;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pixelwhy.model.Prediction;

class ObjectTargetTest {
  private static final ObjectTarget LARGEST = ObjectTarget.largest(ClassChoice.of(1));

  private final Prediction prediction = drawn("10011", "10011", "01000");

  @Test
  void isThePartAroundAPixelAndCornersDoNotJoin() {
    assertEquals("#....\n#....\n.....\n", draw(ObjectTarget.at(0, 1).mask(prediction)));
    assertEquals(".....\n.....\n.#...\n", draw(ObjectTarget.at(1, 2).mask(prediction)));
  }

  @Test
  void isTheLargestPartWhereNoPixelIsGiven() {
    assertEquals("...##\n...##\n.....\n", draw(LARGEST.mask(prediction)));
    assertEquals("largest object of class 1 (liver)", LARGEST.describe(prediction));
  }

  @Test
  void isDescribedByItsPixel() {
    assertEquals("object at x=1 y=2, class 1 (liver)", ObjectTarget.at(1, 2).describe(prediction));
  }

  @Test
  void aPixelOfAnotherClassIsRefused() {
    assertEquals(
        "the pixel x=2.5 y=1 is not predicted as class 1 (liver); give a pixel of the" + " object",
        refused(
            new ObjectTarget(Optional.of(new ImagePoint(2.5, 1)), ClassChoice.of(1)), prediction));
  }
}
