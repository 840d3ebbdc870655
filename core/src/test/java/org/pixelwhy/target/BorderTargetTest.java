package org.pixelwhy.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pixelwhy.target.Predictions.draw;
import static org.pixelwhy.target.Predictions.drawn;
import static org.pixelwhy.target.Predictions.refused;

import org.junit.jupiter.api.Test;
import org.pixelwhy.model.Prediction;

class BorderTargetTest {
  @Test
  void isThePixelsWithANeighbourOutsideButTheImagesEdgeIsNoBorder() {
    Prediction prediction = drawn("11100", "11100", "11100", "11100", "00000");
    assertEquals("..#..\n..#..\n..#..\n###..\n.....\n", draw(new BorderTarget(1).mask(prediction)));
    assertEquals("border of class 1 (liver)", new BorderTarget(1).describe(prediction));
  }

  @Test
  void diagonalNeighboursDoNotMakeABorder() {
    Prediction prediction = drawn("111", "111", "110");
    assertEquals("...\n..#\n.#.\n", draw(new BorderTarget(1).mask(prediction)));
  }

  @Test
  void aClassThatFillsTheImageHasNone() {
    assertEquals(
        "class 1 (liver) fills the whole image, so it has no border; use target class or image",
        refused(new BorderTarget(1), drawn("11", "11")));
  }

  @Test
  void aClassThatIsNowhereIsRefused() {
    assertTrue(refused(new BorderTarget(2), drawn("11", "11")).startsWith("class 2 is predicted"));
  }
}
