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
    PixelTarget target = new PixelTarget(2, 1);
    assertEquals("...\n..#\n", draw(target.mask(prediction)));
    assertEquals(2, target.channel(prediction));
    assertEquals("pixel x=2 y=1, class 2", target.describe(prediction));
  }

  @Test
  void aGivenClassWins() {
    PixelTarget target = new PixelTarget(new ImagePoint(2, 1), ClassChoice.named("liver"));
    assertEquals(1, target.channel(prediction));
  }

  @Test
  void coordinatesAreNamedAsTheyWereTyped() {
    assertEquals(
        "pixel x=1.5 y=2.25 is outside the image of 3 x 2 pixels",
        refused(new PixelTarget(1.5, 2.25), prediction));
    assertEquals("pixel:1.5,2.25", new PixelTarget(1.5, 2.25).toString());
    assertEquals(
        "pixel x=-0.5 y=0 is outside the image of 3 x 2 pixels",
        refused(new PixelTarget(-0.5, 0), prediction));
    assertEquals("pixel x=0.5 y=1, class 0 (rest)", new PixelTarget(0.5, 1).describe(prediction));
  }

  @Test
  void aPixelOfTheOutputIsNamedByItsNumber() {
    assertEquals("...\n..#\n", draw(new OutputPixel(5, OptionalInt.empty()).mask(prediction)));
    assertEquals(
        "pixel 6 is outside the network's output of 6 pixels",
        refused(new OutputPixel(6, OptionalInt.empty()), prediction));
  }

  @Test
  void anUnknownClassIsRefused() {
    OutputPixel target = new OutputPixel(5, OptionalInt.of(3));
    InputException e = assertThrows(InputException.class, () -> target.channel(prediction));
    assertEquals("there is no class 3; the network has classes 0 to 2", e.getMessage());
  }
}
