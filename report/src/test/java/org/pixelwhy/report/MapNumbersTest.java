package org.pixelwhy.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.image.Grid;
import org.pixelwhy.report.view.Fact;
import org.pixelwhy.study.output.MapStatistics;
import org.pixelwhy.tensor.Tensor;

/** What a map comes to in numbers. */
class MapNumbersTest {
  @Test
  void numbersSayHowMuchIsPositiveAndWhereTheStrongestValueLies() {
    Grid grid = new Grid(2, 2, new float[] {1, -3, Float.NaN, 0});
    List<Fact> numbers = numbers(grid);
    assertTrue(numbers.contains(new Fact("Minimum", "-3")), numbers.toString());
    assertTrue(numbers.contains(new Fact("Positive share of the sum of magnitudes", "25 %")));
    assertTrue(numbers.contains(new Fact("Negative share", "75 %")));
    assertTrue(numbers.contains(new Fact("Strongest at (from 0)", "x=1 y=0")));
    assertTrue(numbers.contains(new Fact("Values not finite", "1")));
    assertEquals(2, numbers(new Grid(1, 1, new float[] {Float.NaN})).size());
    String positive = numbers(new Grid(1, 2, new float[] {1, 3})).toString();
    assertFalse(positive.contains("share"), "100 and 0 per cent say nothing");
    String blank = numbers(new Grid(1, 1, new float[1])).toString();
    assertFalse(blank.contains("Strongest"), "a blank map has no strongest place");
  }

  private static List<Fact> numbers(Grid grid) {
    Tensor values = Tensor.of(grid.values(), 1, 1, grid.height(), grid.width());
    Attribution map = new Attribution("m", "", values, Sign.SIGNED, List.of());
    return MapNumbers.of(MapStatistics.of(map), grid);
  }
}
