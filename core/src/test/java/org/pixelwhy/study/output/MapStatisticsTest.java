package org.pixelwhy.study.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Channels;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.tensor.Tensor;

class MapStatisticsTest {
  private static MapStatistics of(Channels channels, float... values) {
    Tensor tensor = Tensor.of(values, 1, 2, 1, 2);
    return MapStatistics.of(new Attribution("m", "", tensor, Sign.SIGNED, List.of(), channels));
  }

  @Test
  void leastGreatestAndMeanAreThoseOfAllValues() {
    for (Channels channels : Channels.values()) {
      MapStatistics numbers = of(channels, 1, -2, 4, 0);
      assertEquals(-2, numbers.min());
      assertEquals(4, numbers.max());
      assertEquals(0.75, numbers.mean());
    }
  }

  @Test
  void sharesAreOfThePositionsSumsWhereChannelsAreSummed() {
    // Positions: 1 + 4 = 5 and -2 + 0 = -2.
    assertEquals(5 / 7.0, of(Channels.SUM, 1, -2, 4, 0).positiveShare(), 1e-12);
    assertEquals(5 / 9.0, of(Channels.STRONGEST, 1, -4, 4, 0).positiveShare(), 1e-12);
  }

  @Test
  void whatIsNotFiniteIsCountedAndLeftOut() {
    MapStatistics numbers = of(Channels.STRONGEST, 1, Float.NaN, Float.POSITIVE_INFINITY, 3);
    assertEquals(2, numbers.notFinite());
    assertEquals(2, numbers.mean());
    assertEquals(3, numbers.max());
    float[] none = {Float.NaN, Float.NaN, Float.NaN, Float.NaN};
    assertTrue(Double.isNaN(of(Channels.STRONGEST, none).min()));
    assertTrue(Double.isNaN(of(Channels.SUM, 0, 0, 0, 0).positiveShare()));
  }
}
