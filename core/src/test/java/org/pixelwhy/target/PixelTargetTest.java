package org.pixelwhy.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.pixelwhy.target.Predictions.draw;
import static org.pixelwhy.target.Predictions.drawn;
import static org.pixelwhy.target.Predictions.refused;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.tensor.InputException;

class PixelTargetTest {
  private final Prediction prediction = drawn("010", "002");

  @Test
  void isOnePixelOfTheClassPredictedThere() {
    PixelTarget target = new PixelTarget(5, OptionalInt.empty());
    assertEquals("...\n..#\n", draw(target.mask(prediction)));
    assertEquals(2, target.channel(prediction));
    assertEquals("pixel x=2 y=1 of the output, class 2", target.describe(prediction));
  }

  @Test
  void aGivenClassWins() {
    assertEquals(1, new PixelTarget(5, OptionalInt.of(1)).channel(prediction));
  }

  @Test
  void aPixelOutsideIsRefused() {
    assertEquals(
        "pixel 6 is outside the network's output of 6 pixels",
        refused(new PixelTarget(6, OptionalInt.empty()), prediction));
  }

  @Test
  void anUnknownClassIsRefused() {
    PixelTarget target = new PixelTarget(5, OptionalInt.of(3));
    InputException e = assertThrows(InputException.class, () -> target.channel(prediction));
    assertEquals("there is no class 3; the network has classes 0 to 2", e.getMessage());
  }
}
