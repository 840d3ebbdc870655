package org.pixelwhy.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.pixelwhy.target.Predictions.draw;
import static org.pixelwhy.target.Predictions.drawn;
import static org.pixelwhy.target.Predictions.refused;

import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.InputException;

class OutputTargetTest {
  private final Prediction prediction = drawn("0122", "0122");

  private static OutputTarget region(OptionalInt classIndex, int... pixels) {
    Mask mask = Mask.of(new int[] {2, 4}, i -> Arrays.stream(pixels).anyMatch(p -> p == i));
    return new OutputTarget(mask, classIndex, "rectangle");
  }

  @Test
  void isTheGivenPixelsAndTheClassOfMostOfThem() {
    OutputTarget target = region(OptionalInt.empty(), 1, 2, 3);
    assertEquals(".###\n....\n", draw(target.mask(prediction)));
    assertEquals(2, target.channel(prediction));
    assertEquals("rectangle, class 2", target.describe(prediction));
  }

  @Test
  void aGivenClassWins() {
    assertEquals(0, region(OptionalInt.of(0), 2, 3).channel(prediction));
    OutputTarget unknown = region(OptionalInt.of(9), 2, 3);
    assertThrows(InputException.class, () -> unknown.channel(prediction));
  }

  @Test
  void anEmptyRegionIsRefused() {
    assertEquals(
        "the region 'rectangle' holds no pixel of the image",
        refused(region(OptionalInt.empty()), prediction));
  }

  @Test
  void aRegionOfAnotherSizeIsRefused() {
    OutputTarget target = new OutputTarget(Mask.full(3, 3), OptionalInt.empty(), "mask.png");
    assertEquals(
        "the region has extents [3, 3], the network's output [2, 4]; give a region of that size",
        refused(target, prediction));
  }
}
