package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;

/** Maps of long work are seen while they come about. */
@ExtendWith(EngineExtension.class)
class UnfinishedTest {
  private static final int SIDE = 240;
  private static final long PATIENCE_MILLIS = 120_000;
  private static final String RISE =
      "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"class\",\"methods\":[\"rise\"],\"options\":[\"rise.masks=%d\"]}";

  @RegisterExtension private final Chromium chromium = new Chromium();

  private static PageServer server(Engine engine) {
    return PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0);
  }

  /** The next map that is there, while the job runs. */
  private static Client.Reply partial(Client client, String job) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (System.currentTimeMillis() < end) {
      Client.Reply reply = client.get("api/jobs/" + job + "/partial");
      if (reply.status() == 200) {
        return reply;
      }
      assertEquals(204, reply.status());
      Thread.sleep(50);
    }
    throw new AssertionError("no map came about");
  }

  @Test
  void aMapIsThereBeforeTheEndAndWatchingChangesNothing(Engine engine) throws Exception {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      client.post("api/jobs", RISE.formatted(400));
      Client.Reply early = partial(client, "j1");
      JsonNode facts =
          new ObjectMapper()
              .readTree(early.response().headers().firstValue("Map-Facts").orElseThrow());
      assertEquals(SIDE, facts.path("height").asInt());
      assertEquals(SIDE, facts.path("width").asInt());
      assertEquals("unsigned", facts.path("sign").asText());
      float[] sofar = early.floats();
      assertEquals(SIDE * SIDE, sofar.length);
      float most = 0;
      for (float value : sofar) {
        most = Math.max(most, value);
      }
      assertEquals(most, facts.path("max").floatValue());
      String watched = client.await("j1", "done").path("explanation").asText();
      assertEquals(204, client.get("api/jobs/j1/partial").status());
      assertEquals(404, client.get("api/jobs/j9/partial").status());
      client.post("api/jobs", RISE.formatted(400));
      String alone = client.await("j2", "done").path("explanation").asText();
      float[] map = client.get("api/explanations/" + watched + "/maps/0").floats();
      assertArrayEquals(client.get("api/explanations/" + alone + "/maps/0").floats(), map);
      assertFalse(Arrays.equals(map, sofar));
    }
  }

  @Test
  void thePageDrawsItUntilTheMapIsThere(Engine engine) throws Exception {
    try (PageServer server = server(engine)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      browser.locator("button:text-is('RISE')").click();
      browser.waitForSelector(".map.unfinished");
      assertTrue(browser.locator(".map.unfinished .part").innerText().startsWith("not finished"));
      assertEquals(0, browser.locator(".map.unfinished button").count(), "nothing to export yet");
      Object first = browser.evaluate("() => document.querySelector('pw-app').unfinished.max");
      browser.waitForFunction(
          "before => document.querySelector('pw-app').unfinished.max !== before", first);
      browser.keyboard().press("Escape");
      browser.waitForFunction("() => !document.querySelector('.map.unfinished')");
      page.requireNoComplaints();
    }
  }

  @Test
  void afterAReloadItIsDrawnBesideTheOtherMapsOfItsQuestion(Engine engine) throws Exception {
    try (PageServer server = server(engine)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      browser.locator("button:text-is('RISE')").click();
      browser.waitForSelector(".map.unfinished");
      browser.reload();
      page.settle();
      browser.waitForSelector(".map.unfinished");
      assertEquals(3, browser.locator("pw-map").count());
      browser.locator("footer .job button:text-is('Cancel')").click();
      browser.waitForFunction("() => !document.querySelector('.map.unfinished')");
      page.requireNoComplaints();
    }
  }
}
