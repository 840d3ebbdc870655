package org.pixelwhy.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pixelwhy.attribution.Attribution;
import org.pixelwhy.attribution.Attribution.Channels;
import org.pixelwhy.attribution.Attribution.Sign;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.tensor.Tensor;

class MapGridTest {
  private static final Tensor TWO_CHANNELS = Tensor.of(new float[] {1, -2, -3, 0.5f}, 1, 2, 1, 2);

  private static Attribution map(Channels channels, Tensor values) {
    return new Attribution("method", "", values, Sign.SIGNED, List.of(), channels);
  }

  private static float[] grid(Channels channels, Tensor values) {
    return MapGrid.of(map(channels, values), Geometry.identity(1, 2), new ShownSlice(0, 1))
        .values();
  }

  @Test
  void gradientsShowTheirGreatestMagnitudeOverChannels() {
    assertArrayEquals(new float[] {3, 2}, grid(Channels.STRONGEST, TWO_CHANNELS));
    assertEquals(Sign.UNSIGNED, map(Channels.STRONGEST, TWO_CHANNELS).positionSign());
  }

  @Test
  void contributionsAreSummedOverChannelsAndStaySigned() {
    assertArrayEquals(new float[] {-2, -1.5f}, grid(Channels.SUM, TWO_CHANNELS));
    assertEquals(Sign.SIGNED, map(Channels.SUM, TWO_CHANNELS).positionSign());
  }

  @Test
  void mapsOfOneChannelKeepTheirSigns() {
    Tensor values = Tensor.of(new float[] {1, -2}, 1, 1, 1, 2);
    assertArrayEquals(new float[] {1, -2}, grid(Channels.SUM, values));
  }
}
