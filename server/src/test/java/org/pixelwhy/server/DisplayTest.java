package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.render.ColorMap;
import org.pixelwhy.server.opened.Limits;

/** How a map is shown: what the page draws follows from the map's numbers. */
@ExtendWith(EngineExtension.class)
class DisplayTest {
  private static final int PIXELS = 240 * 240;
  private static final int TENTH = PIXELS / 10;

  @RegisterExtension private final Chromium chromium = new Chromium();

  /** The place of each pixel among all, the greatest value first, equals in their own order. */
  private static int[] places(float[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted((a, b) -> Float.compare(values[b], values[a]))
            .mapToInt(i -> i)
            .toArray();
    int[] places = new int[order.length];
    for (int place = 0; place < order.length; place++) {
      places[order[place]] = place;
    }
    return places;
  }

  @Test
  void theTopShareShowsTheImageWhereTheMapIsGreatestAndHidesTheRest(Engine engine) {
    try (PageServer server = PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      int[] places = places(page.values(0));
      browser.locator("button:text-is('Top share')").click();
      page.settle();
      int[] hidden = page.colors(0, ".layer");
      for (int i = 0; i < PIXELS; i++) {
        assertEquals(places[i] < TENTH ? 0 : 0xff7f7f7f, hidden[i], "pixel " + i);
      }
      browser.locator(".display input[type=range]").fill("100");
      page.settle();
      assertTrue(Arrays.stream(page.colors(0, ".layer")).allMatch(c -> c == 0));
      browser.locator(".display input[type=range]").fill("25");
      browser.locator("label:has-text('The rest') select").selectOption("blurred");
      page.settle();
      int[] blurred = page.colors(0, ".layer");
      for (int i = 0; i < PIXELS; i++) {
        assertEquals(places[i] < PIXELS / 4 ? 0 : 0xff, blurred[i] >>> 24, "pixel " + i);
      }
      assertTrue(Arrays.stream(blurred).distinct().count() > 20);
      page.requireNoComplaints();
    }
  }

  @Test
  void tenthsAreTenStepsOfAsManyPixelsEach(Engine engine) {
    try (PageServer server = PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      int[] places = places(page.values(0));
      page.page().locator("button:text-is('Tenths')").click();
      page.settle();
      int[] drawn = page.colors(0, ".layer");
      Map<Integer, Integer> colors = new HashMap<>();
      for (int i = 0; i < PIXELS; i++) {
        int step = 9 - places[i] / TENTH;
        int entry = (int) Math.round(255 * step / 9.0);
        int expected = 0xff000000 | ColorMap.VIRIDIS.rgb(entry / 255.0);
        assertEquals(expected, drawn[i], "pixel " + i);
        colors.merge(drawn[i], 1, Integer::sum);
      }
      assertEquals(10, colors.size());
      page.requireNoComplaints();
    }
  }

  @Test
  void clippingAtAPercentileSetsTheHighEndAndHidesNoNumbers(Engine engine) {
    try (PageServer server = PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      float[] values = page.values(0);
      float[] counted = sortedNonZero(values);
      page.page().locator("label:has-text('Clip') select").selectOption("at 90 %");
      page.settle();
      float end = counted[(int) Math.ceil((counted.length - 1) * 0.9)];
      assertEquals(end, high(page), Math.ulp(end));
      page.page().locator("label:has-text('Clip') select").selectOption("nothing");
      page.settle();
      assertEquals(counted[counted.length - 1], high(page), Math.ulp(end));
      assertTrue(Arrays.equals(values, page.values(0)));
      page.requireNoComplaints();
    }
  }

  private static float high(OpenPage page) {
    Object high = page.page().evaluate("() => document.querySelector('pw-map').colors.high");
    return ((Number) high).floatValue();
  }

  private static float[] sortedNonZero(float[] values) {
    int count = 0;
    float[] kept = new float[values.length];
    for (float value : values) {
      if (value != 0) {
        kept[count++] = value;
      }
    }
    float[] sorted = Arrays.copyOf(kept, count);
    Arrays.sort(sorted);
    return sorted;
  }
}
