package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Storage;

/** Jobs that were asked for before the page was opened leave what is done in it alone. */
@ExtendWith(EngineExtension.class)
class JobsPageTest {
  private static final int MANY = 8;

  @RegisterExtension private final Chromium chromium = new Chromium();

  @TempDir private Path folder;

  private PageServer server(Engine engine) {
    return PageServer.start(engine, ShippedExample.start(), Storage.in(folder), Limits.USUAL, 0);
  }

  /** Asks for one more map of the question that the page asked first. */
  private static void queue(Client client, int masks) {
    try {
      String target = client.get("api/explanations/x1").json().path("target").asText();
      String question =
          "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"%s\",\"explanation\":\"x1\",\"methods\":[\"rise\"],\"options\":[\"rise.masks=%d\"]}"
              .formatted(target, masks);
      assertEquals(202, client.post("api/jobs", question).status());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void manyOpenJobsDoNotKeepQuestionsFromTheServer(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = server(engine)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Client client = new Client(server);
      for (int i = 0; i < MANY; i++) {
        queue(client, 4000);
      }
      Page browser = page.page();
      browser.reload();
      page.settle();
      assertEquals(MANY, browser.locator(".job").count());
      browser.keyboard().press("p");
      page.click(60, 110);
      assertEquals("What speaks, at pixel 60, 110, for segment?", page.title());
      for (int i = 1; i <= MANY; i++) {
        client.delete("api/jobs/j" + i);
      }
      browser.waitForFunction("() => !document.querySelector('.job')");
      page.requireNoComplaints();
    }
  }
}
