package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.catalogue.Method.Needs;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Grid;
import org.pixelwhy.tensor.Tensor;

class MapGridTest {
  private static float[] grid(Needs needs, Tensor values) {
    Attribution map = new Attribution("method", "", values, Sign.SIGNED, List.of());
    Grid grid = MapGrid.of(map, needs, Geometry.identity(1, 2));
    return grid.values();
  }

  @Test
  void gradientsShowTheirGreatestMagnitudeOverChannels() {
    Tensor values = Tensor.of(new float[] {1, -2, -3, 0.5f}, 1, 2, 1, 2);
    assertArrayEquals(new float[] {3, 2}, grid(Needs.GRADIENT, values));
  }

  @Test
  void mapsThatTellNoChannelsApartKeepTheirSigns() {
    Tensor values = Tensor.of(new float[] {1, -2}, 1, 1, 1, 2);
    assertArrayEquals(new float[] {1, -2}, grid(Needs.FORWARD, values));
  }
}
