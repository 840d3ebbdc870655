package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.Tensor;

/** An image that the network does not take when the page is opened. */
@ExtendWith(EngineExtension.class)
class NotTogetherTest {
  private static final int SIDE = 12;

  @RegisterExtension private final Chromium chromium = new Chromium();

  @TempDir private Path folder;

  private ImageSource image(String name, int channels) throws IOException {
    float[] values = new float[channels * SIDE * SIDE];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 7 - 2;
    }
    Path file = folder.resolve(name);
    Npy.write(file, Tensor.of(values, channels, SIDE, SIDE));
    return ImageSource.of(file);
  }

  private OpenPage open(Chromium chromium, PageServer server) {
    OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
    assertTrue(page.problem().contains("five.npy"), page.problem());
    return page;
  }

  /** Whatever the methods say of a network without layers. */
  private static void requireShown(OpenPage page, String title) {
    assertFalse(page.problem().contains("five.npy"), page.problem());
    assertEquals("i2", page.page().locator("[aria-label=Image]").inputValue());
    assertEquals(
        title, page.page().locator("[aria-label=Image] option:checked").innerText().strip());
    assertTrue(page.title().startsWith("Why"), page.title());
  }

  private PageServer.Start start() throws IOException {
    return new PageServer.Start(
        List.of(ModelSource.of(TinyNetwork.write(folder, 0, SIDE, SIDE))),
        List.of(image("five.npy", 5), image("one.npy", 1)));
  }

  @Test
  void anotherImageCanBePicked(Engine engine) throws IOException {
    try (PageServer server = PageServer.start(engine, start(), Limits.USUAL, 0)) {
      OpenPage page = open(chromium, server);
      Page browser = page.page();
      assertEquals("i1", browser.locator("[aria-label=Image]").inputValue());
      browser.locator("[aria-label=Image]").selectOption("i2");
      page.settle();
      requireShown(page, "one.npy");
      page.requireNoComplaints();
    }
  }

  @Test
  void theImageCanBeClosed(Engine engine) throws IOException, InterruptedException {
    try (PageServer server = PageServer.start(engine, start(), Limits.USUAL, 0)) {
      OpenPage page = open(chromium, server);
      page.page().locator("[data-kind=image] button:text-is('Close it')").click();
      page.settle();
      requireShown(page, "one.npy");
      assertEquals(1, new Client(server).get("api/images").json().path("images").size());
      page.requireNoComplaints();
    }
  }

  @Test
  void anotherImageCanBeOpened(Engine engine) throws IOException {
    PageServer.Start start = new PageServer.Start(start().models(), List.of(image("five.npy", 5)));
    image("other.npy", 1);
    try (PageServer server = PageServer.start(engine, start, Limits.USUAL, 0)) {
      OpenPage page = open(chromium, server);
      page.page()
          .locator("[data-kind=image] input[type=file][multiple]")
          .setInputFiles(folder.resolve("other.npy"));
      page.settle();
      requireShown(page, "other.npy");
      page.requireNoComplaints();
    }
  }
}
