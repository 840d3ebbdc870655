package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Storage;

/** What is asked in the page survives reloads and restarts. */
@ExtendWith(EngineExtension.class)
class KeptPageTest {
  private static final int SIDE = 240;

  @RegisterExtension private final Chromium chromium = new Chromium();

  private static PageServer server(Engine engine, Path folder) {
    return PageServer.start(engine, ShippedExample.start(), Storage.in(folder), Limits.USUAL, 0);
  }

  private OpenPage open(PageServer server) {
    return new OpenPage(chromium, server, ColorScheme.LIGHT);
  }

  private static String link(OpenPage page) {
    String address = page.page().url();
    return address.substring(address.indexOf('#'));
  }

  @Test
  void aLinkShowsTheSameQuestionAndMapsAfterARestart(Engine engine, @TempDir Path folder) {
    String title;
    String drawn;
    float[] saliency;
    float[] cam;
    String pixel;
    try (PageServer server = server(engine, folder)) {
      OpenPage page = open(server);
      assertEquals("#/explanations/x1", link(page));
      page.page().locator("[aria-label=Image]").selectOption(new String[] {"i3"});
      page.settle();
      page.page().keyboard().press("p");
      page.click(60, 110);
      pixel = link(page);
      title = page.title();
      saliency = page.values(0);
      cam = page.values(1);
      page.page().keyboard().press("d");
      page.click(20, 30);
      drawn = link(page);
      page.page().reload();
      page.settle();
      assertTrue(page.title().startsWith("What speaks, in the "), page.title());
      page.requireNoComplaints();
    }
    try (PageServer server = server(engine, folder)) {
      OpenPage page = open(server);
      assertEquals(drawn, link(page), "where it was left");
      assertTrue(page.target().contains(30 * SIDE + 20));
      page.page().navigate(server.address() + pixel);
      String id = pixel.substring(pixel.lastIndexOf('/') + 1);
      page.page().waitForFunction("id => document.querySelector('pw-app').now?.kept === id", id);
      page.settle();
      assertEquals(title, page.title());
      assertEquals(2, page.page().locator("pw-map").count());
      assertArrayEquals(saliency, page.values(0));
      assertArrayEquals(cam, page.values(1));
      assertEquals(List.of(110 * SIDE + 60), page.target());
      assertEquals("i3", page.page().locator("[aria-label=Image]").inputValue());
      page.click(61, 110);
      assertEquals("What speaks, at pixel 61, 110, for segment?", page.title());
      page.requireNoComplaints();
    }
  }

  @Test
  void whatIsKeptIsFoundNamedAndDeleted(Engine engine, @TempDir Path folder) {
    try (PageServer server = server(engine, folder)) {
      OpenPage page = open(server);
      page.page().keyboard().press("p");
      page.click(60, 110);
      Page browser = page.page();
      browser.locator("pw-kept > button").click();
      Locator rows = browser.locator("dialog.kept li");
      browser.waitForFunction("() => document.querySelectorAll('dialog.kept li').length === 2");
      rows.first().locator("button:text-is('Rename')").click();
      rows.first().locator("input").fill("the odd pixel");
      rows.first().locator("button:text-is('Save')").click();
      browser.waitForSelector("dialog.kept li button.title:text-is('the odd pixel')");
      browser.locator("dialog.kept input[type=search]").fill("ODD");
      browser.waitForFunction("() => document.querySelectorAll('dialog.kept li').length === 1");
      rows.first().locator("button:text-is('Delete')").click();
      browser.waitForFunction("() => document.querySelectorAll('dialog.kept li').length === 0");
      browser.locator("dialog.kept input[type=search]").fill("");
      browser.waitForFunction("() => document.querySelectorAll('dialog.kept li').length === 1");
      rows.first().locator("button.title").click();
      page.settle();
      assertEquals("Why are the 871 pixels called segment?", page.title());
      page.requireNoComplaints();
    }
  }

  @Test
  void longWorkGoesOnWhenThePageIsReloaded(Engine engine, @TempDir Path folder) {
    try (PageServer server = server(engine, folder)) {
      OpenPage page = open(server);
      Page browser = page.page();
      browser.locator("button:text-is('RISE')").click();
      browser.waitForSelector("footer button:has-text('Stop')");
      browser.waitForFunction("() => /left/.test(document.querySelector('.jobs').innerText)");
      browser.reload();
      page.settle();
      assertEquals(2, browser.locator("pw-map").count());
      browser.waitForSelector("footer .job button:text-is('Cancel')");
      browser.waitForFunction("() => /RISE.*left/.test(document.querySelector('.job').innerText)");
      browser.locator("footer .job button:text-is('Cancel')").click();
      browser.waitForFunction("() => !document.querySelector('.job')");
      page.requireNoComplaints();
    }
  }

  @Test
  void aJobsMapJoinsItsQuestionAlsoAfterAReload(Engine engine, @TempDir Path folder)
      throws Exception {
    try (PageServer server = server(engine, folder)) {
      OpenPage page = open(server);
      Client client = new Client(server);
      String target = client.get("api/explanations/x1").json().path("target").asText();
      String question =
          "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"%s\",\"explanation\":\"x1\",\"methods\":[\"rise\"],\"options\":[\"rise.masks=20\"]}"
              .formatted(target);
      assertEquals(202, client.post("api/jobs", question).status());
      page.page().reload();
      page.settle();
      int before = 2;
      // The map so far is drawn beside those that the question has.
      page.page()
          .waitForFunction(
              "n => {const a = document.querySelector('pw-app');"
                  + " return a.maps.length > n && !a.unfinished}",
              before);
      page.settle();
      assertEquals("#/explanations/x1", link(page));
      int maps = client.get("api/explanations/x1").json().path("maps").asInt();
      assertEquals(maps, page.page().locator("pw-map").count());
      float[] last = client.get("api/explanations/x1/maps/" + (maps - 1)).floats();
      assertArrayEquals(last, page.values(maps - 1));
      page.requireNoComplaints();
    }
  }
}
