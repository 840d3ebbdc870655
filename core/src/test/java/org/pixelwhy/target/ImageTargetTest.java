package org.pixelwhy.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.pixelwhy.target.Predictions.draw;
import static org.pixelwhy.target.Predictions.drawn;
import static org.pixelwhy.target.Predictions.refused;

import org.junit.jupiter.api.Test;
import org.pixelwhy.model.Prediction;

class ImageTargetTest {
  @Test
  void isEveryPixelWhateverIsPredicted() {
    Prediction prediction = drawn("01", "00");
    assertEquals("##\n##\n", draw(new ImageTarget(2).mask(prediction)));
    assertEquals(2, new ImageTarget(2).channel(prediction));
    assertEquals("whole image, class 1 (liver)", new ImageTarget(1).describe(prediction));
  }

  @Test
  void anUnknownClassIsRefused() {
    assertEquals(
        "there is no class 3; the network has classes 0 to 2",
        refused(new ImageTarget(3), drawn("01", "00")));
  }
}
