package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
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

/** What arrives after something else was chosen is not shown. */
@ExtendWith(EngineExtension.class)
class OvertakenTest {
  private static final String VALUES =
      "() => Array.from(document.querySelector('pw-app').values.slice(0, 100))";

  @RegisterExtension private final Chromium chromium = new Chromium();

  /** Waits until so many requests are held back. */
  private static void await(Page browser, List<Route> held, int count) {
    browser.waitForCondition(() -> held.size() >= count);
  }

  private static void requireShown(OpenPage page, Client client, String image)
      throws IOException, InterruptedException {
    String id = "() => document.querySelector('pw-app').%s";
    assertEquals(image, page.page().evaluate(id.formatted("picture.id")));
    assertEquals(image, page.page().evaluate(id.formatted("now.picture.id")));
    float[] expected = client.get("api/images/" + image + "/values").floats();
    List<?> shown = (List<?>) page.page().evaluate(VALUES);
    for (int i = 0; i < shown.size(); i++) {
      assertEquals(expected[i], ((Number) shown.get(i)).floatValue());
    }
    String answer = (String) page.page().evaluate(id.formatted("now.kept"));
    float[] map = client.get("api/explanations/" + answer + "/maps/0").floats();
    assertArrayEquals(map, page.values(0));
  }

  @Test
  void anEarlierQuestionThatComesLateIsNotDrawnOverAnotherImage(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      browser.locator("[aria-label=Image]").selectOption(new String[] {"i2"});
      page.settle();
      List<Route> held = new ArrayList<>();
      browser.route("**/api/images/i1/values", held::add);
      browser.locator(".hist button:has(canvas)").last().click();
      await(browser, held, 1);
      browser.locator("[aria-label=Image]").selectOption(new String[] {"i3"});
      browser.waitForFunction(
          "() => document.querySelector('pw-app').now?.picture.id === 'i3'"
              + " && document.querySelectorAll('pw-map').length === 2");
      held.forEach(Route::resume);
      page.settle();
      requireShown(page, new Client(server), "i3");
      page.requireNoComplaints();
    }
  }

  @Test
  void anImageThatComesLateIsNotShownInPlaceOfAnEarlierQuestion(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      List<Route> held = new ArrayList<>();
      browser.route("**/api/images/i2/values", held::add);
      browser.locator("[aria-label=Image]").selectOption(new String[] {"i2"});
      await(browser, held, 1);
      browser.locator(".hist button:has(canvas)").last().click();
      held.forEach(Route::resume);
      page.settle();
      requireShown(page, new Client(server), "i1");
      page.requireNoComplaints();
    }
  }
}
