package org.pixelwhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Grid;
import org.pixelwhy.image.Mask;
import org.pixelwhy.report.MapSentences.Entry;
import org.pixelwhy.report.view.TargetRegions;

class MapSentencesTest {
  private static final int SIDE = 10;

  /** A square of 6 x 6: inside 4 x 4, a band of 20 + 24 pixels, 40 outside. */
  private static final Mask SQUARE =
      Mask.of(
          new int[] {SIDE, SIDE},
          i -> i / SIDE >= 2 && i / SIDE < 8 && i % SIDE >= 2 && i % SIDE < 8);

  private static Grid grid(int... placesAndValues) {
    float[] values = new float[SIDE * SIDE];
    for (int i = 0; i < placesAndValues.length; i += 3) {
      values[placesAndValues[i + 1] * SIDE + placesAndValues[i]] = placesAndValues[i + 2];
    }
    return new Grid(SIDE, SIDE, values);
  }

  @Test
  void regionsAreInsideABandOnBothSidesOfTheBorderAndOutside() {
    TargetRegions regions = TargetRegions.of(SQUARE);
    assertEquals(0.16, regions.area().inside(), 1e-12);
    assertEquals(0.44, regions.area().border(), 1e-12);
    assertEquals(0.40, regions.area().outside(), 1e-12);
    TargetRegions.Shares shares = regions.of(grid(5, 5, 2, 2, 2, -1, 0, 0, 1));
    assertEquals(0.5, shares.inside(), 1e-12);
    assertEquals(0.25, shares.border(), 1e-12);
    assertEquals(0.25, shares.outside(), 1e-12);
  }

  @Test
  void sentencesSayWhereMapsLieWhereTheyAgreeAndWhatSpeaksAgainst() {
    Entry one = new Entry("One", grid(5, 5, 6, 9, 4, 3, 0, 0, -1), true);
    Entry two = new Entry("Two", grid(5, 5, 1, 9, 4, 1), false);
    Entry blank = new Entry("Blank", grid(), false);
    List<String> says = MapSentences.of(SQUARE, TargetRegions.of(SQUARE), List.of(one, two, blank));
    assertEquals(
        List.of(
            "On the target's border, 44 % of the area, lie 0 % of each map.",
            "Outside of the target, 40 % of the area, lie 40 % to 50 % of each map. One and Two are"
                + " strongest there at the same place, x 9, y 4.",
            "Values against the target: 10 % of One, around the upper left of the image."),
        says);
  }

  @Test
  void blankMapsSayNothing() {
    Entry blank = new Entry("Blank", grid(), true);
    assertTrue(MapSentences.of(SQUARE, TargetRegions.of(SQUARE), List.of(blank)).isEmpty());
  }

  @Test
  void pitfallsComeFromTheMethodsPageInPlainText() {
    List<String> pitfalls = MethodPage.pitfalls("saliency");
    assertTrue(pitfalls.get(0).startsWith("Speckled:"), pitfalls.get(0));
    assertTrue(pitfalls.get(0).endsWith("SmoothGrad averages that out."), pitfalls.get(0));
    assertTrue(MethodPage.pitfalls("no-such-method").isEmpty());
    assertTrue(MethodPage.pitfalls("../usage").isEmpty());
  }
}
