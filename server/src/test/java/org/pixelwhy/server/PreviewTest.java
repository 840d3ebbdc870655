package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;

/** The map of the pixel under the mouse, before it is asked about. */
@ExtendWith(EngineExtension.class)
class PreviewTest {
  private static final String SHOWN =
      "([x, y]) => {const s = document.querySelector('pw-app').preview.shown;"
          + " return s && s.x === x && s.y === y}";

  @RegisterExtension private final Chromium chromium = new Chromium();

  @Test
  void theMouseShowsThePixelsMapAndAClickKeepsIt(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      AtomicInteger asked = new AtomicInteger();
      browser.onRequest(
          request -> {
            if (String.valueOf(request.postData()).contains("\"preview\":true")) {
              asked.incrementAndGet();
            }
          });
      browser.keyboard().press("p");
      long started = System.nanoTime();
      for (int x = 30; x <= 90; x++) {
        browser.mouse().move(page.at(x, 110)[0], page.at(x, 110)[1]);
      }
      browser.waitForFunction(SHOWN, List.of(90, 110));
      double seconds = (System.nanoTime() - started) / 1e9;
      assertTrue(asked.get() <= 10 * seconds + 2, asked + " in " + seconds + " s");
      Client client = new Client(server);
      client.post(
          "api/answers",
          "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"pixel:90,110\",\"methods\":[\"saliency\"]}");
      // The page asked two questions by then; previews do not count.
      float[] expected = client.get("api/answers/e3/maps/0").floats();
      assertArrayEquals(expected, previewed(page));
      assertEquals(1, browser.locator(".hist canvas").count());
      page.click(90, 110);
      assertArrayEquals(expected, page.values(0));
      assertEquals(0, browser.locator(".preview").count());
      assertEquals(2, browser.locator(".hist canvas").count());
      page.requireNoComplaints();
    }
  }

  private static float[] previewed(OpenPage page) {
    List<?> sent =
        (List<?>)
            page.page()
                .evaluate(
                    "() => Array.from(document.querySelector('pw-app').preview.shown.map.values)");
    float[] values = new float[sent.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((Number) sent.get(i)).floatValue();
    }
    return values;
  }
}
