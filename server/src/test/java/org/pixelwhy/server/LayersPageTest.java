package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;

/** The drawing of the network, and a method at all of its layers. */
@ExtendWith(EngineExtension.class)
class LayersPageTest {
  @RegisterExtension private final Chromium chromium = new Chromium();

  @Test
  void theDrawingIsAUWithItsSkipConnectionsAndAllLayersAreShownSideBySide(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Client client = new Client(server);
      List<JsonNode> drawn = new ArrayList<>();
      for (JsonNode layer : client.get("api/models/m1").json().path("layers")) {
        if (layer.path("principal").asBoolean()) {
          drawn.add(layer);
        }
      }
      Page browser = page.page();
      assertEquals(drawn.size(), browser.locator("pw-layers [role=radio]").count());
      assertTrue(browser.locator("pw-layers line.skip").count() > 0);
      int widest = drawn.get(0).path("width").asInt();
      double[] tops = tops(browser);
      for (int i = 0; i < drawn.size(); i++) {
        double halvings = Math.log((double) widest / drawn.get(i).path("width").asInt());
        assertEquals(tops[0] + halvings * slope(drawn, tops), tops[i], 1e-6, "layer " + i);
      }
      browser.locator("button:text-is('Saliency')").click();
      page.settle();
      browser.locator("button:text-is('All layers side by side')").click();
      page.settle();
      assertEquals(drawn.size(), browser.locator(".maps.strip pw-map").count());
      // At all layers at once both signs are shown.
      Client.Reply reply =
          client.post(
              "api/answers",
              "{'model':'m1','image':'i1','target':'class:segment','methods':['grad-cam'],'layers':['%s'],'options':['grad-cam.relu=off']}"
                  .formatted(drawn.get(1).path("name").asText())
                  .replace('\'', '"'));
      Object index =
          browser.evaluate(
              "name => [...document.querySelectorAll('pw-map')].findIndex(m => m.map.layer === name)",
              drawn.get(1).path("name").asText());
      float[] expected =
          client.get("api/answers/" + reply.json().path("id").asText() + "/maps/0").floats();
      assertArrayEquals(expected, page.values(((Number) index).intValue()));
      page.requireNoComplaints();
    }
  }

  private static double[] tops(Page browser) {
    Object tops =
        browser.evaluate(
            "() => [...document.querySelectorAll('pw-layers [role=radio]')]"
                + ".map(b => parseFloat(b.style.top))");
    return ((List<?>) tops).stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
  }

  private static double slope(List<JsonNode> drawn, double[] tops) {
    int narrowest = 0;
    for (int i = 0; i < drawn.size(); i++) {
      if (drawn.get(i).path("width").asInt() < drawn.get(narrowest).path("width").asInt()) {
        narrowest = i;
      }
    }
    int widest = drawn.get(0).path("width").asInt();
    double depth = Math.log((double) widest / drawn.get(narrowest).path("width").asInt());
    return (tops[narrowest] - tops[0]) / depth;
  }
}
