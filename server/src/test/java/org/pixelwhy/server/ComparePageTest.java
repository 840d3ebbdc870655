package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.faithfulness.Similarity;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.Tensor;

/** Networks, images and kept questions side by side. */
@ExtendWith(EngineExtension.class)
class ComparePageTest {
  private static final int SIDE = 240;
  private static final String PIXEL =
      "{\"model\":\"%s\",\"image\":\"%s\",\"target\":\"pixel:60,110\",\"methods\":[\"saliency\"]}";

  @RegisterExtension private final Chromium chromium = new Chromium();

  @TempDir private Path folder;

  /** The shipped network, and one with other weights. */
  private PageServer server(Engine engine) {
    PageServer.Start shipped = ShippedExample.start();
    List<ModelSource> models = new ArrayList<>(shipped.models());
    models.add(ModelSource.of(TinyNetwork.write(folder, -100, SIDE, SIDE)));
    return PageServer.start(
        engine, new PageServer.Start(models, shipped.images()), Limits.USUAL, 0);
  }

  private static void answered(Page browser, int cells) {
    browser.waitForFunction(
        "n => {const c = document.querySelector('pw-compare').cells;"
            + " return c.length === n && c.every(one => one.map || one.problem)}",
        cells);
  }

  private static float[] values(OpenPage page, int cell) {
    Object before = page.page().evaluate("() => document.querySelectorAll('.app pw-map').length");
    return page.values(((Number) before).intValue() + cell);
  }

  private static float[] library(Client client, String model, String image)
      throws IOException, InterruptedException {
    JsonNode answer = client.post("api/answers", PIXEL.formatted(model, image)).json();
    return client.get("api/answers/" + answer.path("id").asText() + "/maps/0").floats();
  }

  private static void tick(Page browser, String name) {
    browser.locator("dialog.compare label:has-text('" + name + "') input").check();
  }

  @Test
  void theQuestionIsAskedOfOtherNetworksAndImages(Engine engine) throws Exception {
    try (PageServer server = server(engine)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      browser.keyboard().press("p");
      page.click(60, 110);
      browser.locator("button:has-text('Side by side …')").click();
      answered(browser, 1);
      Client client = new Client(server);
      String second = client.get("api/images").json().path("images").get(1).path("title").asText();
      tick(browser, second);
      answered(browser, 2);
      tick(browser, "elsewhere.onnx");
      answered(browser, 4);
      assertArrayEquals(library(client, "m1", "i1"), values(page, 0));
      assertArrayEquals(library(client, "m1", "i2"), values(page, 1));
      assertArrayEquals(library(client, "m2", "i1"), values(page, 2));
      assertArrayEquals(library(client, "m2", "i2"), values(page, 3));
      allGoTogether(browser);
      agrees(page);
      page.requireNoComplaints();
    }
  }

  /** Cross-hair, zoom and, where that is chosen, the range of colours. */
  private static void allGoTogether(Page browser) {
    BoundingBox box = browser.locator("pw-compare .frame").first().boundingBox();
    browser.mouse().move(box.x + box.width * 0.3, box.y + box.height * 0.6);
    String marks =
        "[...document.querySelectorAll('pw-compare pw-map')].slice(0, 4).map(m => m.marks.cross)";
    browser.waitForFunction("() => " + marks + ".every(c => c)");
    List<?> places = (List<?>) browser.evaluate("() => " + marks + ".map(c => c.x + ' ' + c.y)");
    assertEquals(1, places.stream().distinct().count(), places.toString());
    assertEquals(0, browser.locator("pw-compare .side:nth-child(-n+4) .bar i[hidden]").count());
    browser.locator("pw-compare .frame").first().focus();
    browser.keyboard().press("+");
    String scales = "[...document.querySelectorAll('pw-compare pw-view')].map(v => v.zoom.scale)";
    browser.waitForFunction("() => " + scales + ".every(s => s === 1.5)");
    String highs =
        "new Set([...document.querySelectorAll('pw-compare pw-map')].slice(0, 4).map(m => m.colors.high)).size";
    assertTrue(((Number) browser.evaluate("() => " + highs)).intValue() > 1, "each its own range");
    tick(browser, "One colour range");
    browser.waitForFunction("() => " + highs + " === 1");
  }

  /** What is said of two maps is what the library says of them, to the bit. */
  private static void agrees(OpenPage page) {
    float[] a = values(page, 0);
    float[] b = values(page, 1);
    double expected =
        Similarity.of(Tensor.of(a, 1, 1, SIDE, SIDE), Tensor.of(b, 1, 1, SIDE, SIDE))
            .rankCorrelation();
    Object shown = page.page().evaluate("() => document.querySelector('pw-compare').pair.value");
    assertEquals(expected, ((Number) shown).doubleValue(), 0);
    float[] difference = values(page, 4);
    for (int i = 0; i < a.length; i++) {
      assertEquals(b[i] - a[i], difference[i], 0, "pixel " + i);
    }
  }

  @Test
  void whatANetworkCannotBeAskedIsSaidInItsPlace(Engine engine) {
    try (PageServer server = server(engine)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      browser.locator("button:has-text('Side by side …')").click();
      answered(browser, 1);
      tick(browser, "elsewhere.onnx");
      answered(browser, 2);
      String said = browser.locator("pw-compare .side .warn").innerText();
      assertTrue(said.contains("segment"), said);
      browser.locator("dialog.compare button:text-is('Close')").click();
      browser.keyboard().press("p");
      page.click(60, 110);
      assertEquals("What speaks, at pixel 60, 110, for segment?", page.title());
      page.requireNoComplaints();
    }
  }

  @Test
  void twoKeptQuestionsAreShownBesideEachOther(Engine engine) {
    try (PageServer server = server(engine)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      float[] first = page.values(0);
      browser.keyboard().press("p");
      page.click(60, 110);
      float[] second = page.values(0);
      browser.locator("pw-kept > button").click();
      browser.waitForFunction("() => document.querySelectorAll('dialog.kept li').length === 2");
      Locator compare = browser.locator("dialog.kept button:text-is('Compare')");
      compare.last().click();
      compare.first().click();
      answered(browser, 4);
      assertArrayEquals(first, values(page, 0));
      assertArrayEquals(second, values(page, 2));
      Similarity expected =
          Similarity.of(Tensor.of(first, 1, 1, SIDE, SIDE), Tensor.of(second, 1, 1, SIDE, SIDE));
      Object shown = browser.evaluate("() => document.querySelector('pw-compare').pair.value");
      assertEquals(expected.rankCorrelation(), ((Number) shown).doubleValue(), 0);
      page.requireNoComplaints();
    }
  }
}
