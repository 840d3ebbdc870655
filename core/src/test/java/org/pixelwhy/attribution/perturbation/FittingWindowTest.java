package org.pixelwhy.attribution.perturbation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FittingWindowTest {
  @ParameterizedTest
  @CsvSource({
    "16, 16, 5, 2",
    "64, 64, 15, 2",
    "128, 128, 15, 2",
    "256, 256, 17, 4",
    "512, 512, 33, 8",
    "128, 512, 17, 4",
    "1024, 2048, 91, 23"
  })
  void itIsAShareOfTheImage(int height, int width, int window, int stride) {
    assertEquals(new FittingWindow(window, stride), FittingWindow.of(new int[] {height, width}));
  }

  @Test
  void thereAreAboutFourThousandHoweverLargeTheImageIs() {
    for (int side : new int[] {200, 333, 640, 1000, 3000, 10_000}) {
      int[] extents = {side, side};
      FittingWindow fitting = FittingWindow.of(extents);
      int count =
          new Windows(extents, List.of(fitting.window()), List.of(fitting.stride())).count();
      assertTrue(count > 2000 && count < 4200, side + ": " + count);
    }
    int[] volume = {64, 128, 128};
    FittingWindow fitting = FittingWindow.of(volume);
    int count = new Windows(volume, List.of(fitting.window()), List.of(fitting.stride())).count();
    assertTrue(count < 4200, "volume: " + count);
  }
}
