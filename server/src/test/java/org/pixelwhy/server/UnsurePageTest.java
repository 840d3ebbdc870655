package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;

/** The page asks why a network is unsure. */
@ExtendWith(EngineExtension.class)
class UnsurePageTest {
  @RegisterExtension private final Chromium chromium = new Chromium();

  private static float[] asked(Client client, String target)
      throws IOException, InterruptedException {
    String question =
        "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"%s\",\"methods\":[\"saliency\"]}";
    String id = client.post("api/answers", question.formatted(target)).json().path("id").asText();
    return client.get("api/answers/" + id + "/maps/0").floats();
  }

  private static Object target(OpenPage page) {
    return page.page().evaluate("() => document.querySelector('pw-app').asked.target");
  }

  @Test
  void theSamePlaceIsAskedWhyItIsUnsureAndWhyItIsThatClass(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      Client client = new Client(server);
      browser.locator("select[aria-label='What to ask']").selectOption("why unsure");
      page.settle();
      assertEquals("Why is the network unsure at the 871 pixels called segment?", page.title());
      assertEquals("entropy:class:segment", target(page));
      browser.keyboard().press("p");
      page.click(90, 110);
      assertEquals("Why is the network unsure at pixel 90, 110?", page.title());
      assertArrayEquals(asked(client, "entropy:pixel:90,110"), page.values(0));
      browser.locator("button:text-is('Everywhere')").click();
      page.settle();
      assertEquals("Why is the network unsure in the whole image?", page.title());
      assertArrayEquals(asked(client, "entropy"), page.values(0));
      browser.reload();
      page.settle();
      assertEquals("Why is the network unsure in the whole image?", page.title());
      browser.locator(".hist button:has-text('entropy: pixel')").click();
      page.settle();
      assertEquals("entropy:pixel:90,110", target(page));
      browser.locator(".stage .frame").focus();
      browser.keyboard().press("u");
      page.settle();
      assertTrue(page.title().startsWith("What speaks, at pixel 90, 110, for"), page.title());
      assertArrayEquals(asked(client, "pixel:90,110"), page.values(0));
      page.requireNoComplaints();
    }
  }
}
