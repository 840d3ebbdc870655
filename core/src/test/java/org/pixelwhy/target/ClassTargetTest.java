package org.pixelwhy.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.pixelwhy.target.Predictions.draw;
import static org.pixelwhy.target.Predictions.drawn;
import static org.pixelwhy.target.Predictions.refused;

import org.junit.jupiter.api.Test;
import org.pixelwhy.model.Prediction;

class ClassTargetTest {
  @Test
  void isAllThatIsPredictedAsTheClass() {
    Prediction prediction = drawn("0110", "0100");
    assertEquals(".##.\n.#..\n", draw(new ClassTarget(1).mask(prediction)));
    assertEquals(1, new ClassTarget(1).channel(prediction));
    assertEquals("class 1 (liver)", new ClassTarget(1).describe(prediction));
  }

  @Test
  void aClassThatIsNowhereIsRefusedWithThosePresent() {
    assertEquals(
        "class 2 is predicted nowhere in this image; classes present: 0 (rest): 5 pixels, 1"
            + " (liver): 3 pixels",
        refused(new ClassTarget(2), drawn("0110", "0100")));
  }
}
