package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.io.Npy;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;

/** The page in a real browser, with the shipped example. */
@ExtendWith(EngineExtension.class)
class PageTest {
  private static final int SIDE = 240;

  @RegisterExtension private final Chromium chromium = new Chromium();

  private OpenPage open(PageServer server) {
    return new OpenPage(chromium, server, ColorScheme.LIGHT);
  }

  private static PageServer server(Engine engine) {
    return PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0);
  }

  @Test
  void theShippedExampleIsExplainedAtOnce(Engine engine) {
    try (PageServer server = server(engine)) {
      OpenPage page = open(server);
      assertEquals("Why are the 871 pixels called segment?", page.title());
      assertEquals(2, page.page().locator("pw-map").count());
      assertEquals(871, page.target().size());
      page.requireNoComplaints();
    }
  }

  @Test
  void aClickAsksAboutThePixelUnderIt(Engine engine) throws IOException, InterruptedException {
    try (PageServer server = server(engine)) {
      OpenPage page = open(server);
      float[] before = page.values(0);
      page.page().keyboard().press("p");
      page.click(60, 110);
      assertEquals("What speaks, at pixel 60, 110, for segment?", page.title());
      assertEquals(List.of(110 * SIDE + 60), page.target());
      Client client = new Client(server);
      client.post(
          "api/answers",
          "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"pixel:60,110\",\"methods\":[\"saliency\"]}");
      float[] expected = client.get("api/answers/e5/maps/0").floats();
      assertArrayEquals(expected, page.values(0));
      assertFalse(java.util.Arrays.equals(before, page.values(0)));
      page.requireNoComplaints();
    }
  }

  @Test
  void pixelsAreAddedAndRemovedWithShiftAndUndone(Engine engine) {
    try (PageServer server = server(engine)) {
      OpenPage page = open(server);
      page.page().keyboard().press("p");
      page.click(60, 110);
      page.page().keyboard().down("Shift");
      page.click(62, 111);
      page.click(60, 110);
      page.page().keyboard().up("Shift");
      assertEquals(List.of(111 * SIDE + 62), page.target());
      page.page().keyboard().press("z");
      page.settle();
      assertEquals(List.of(110 * SIDE + 60, 111 * SIDE + 62), page.target());
      assertEquals("What speaks, in the 2 marked pixels, for segment?", page.title());
      page.requireNoComplaints();
    }
  }

  @Test
  void rectangleAndBrushMeanThePixelsThatWereDrawn(Engine engine) {
    try (PageServer server = server(engine)) {
      OpenPage page = open(server);
      page.page().keyboard().press("r");
      page.drag(103, 52, 100, 50);
      List<Integer> drawn = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        drawn.add((50 + i / 4) * SIDE + 100 + i % 4);
      }
      assertEquals(drawn, page.target());
      page.page().keyboard().press("d");
      page.page().locator(".tools input[type=range]").first().fill("1");
      page.click(10, 20);
      assertEquals(
          List.of(19 * SIDE + 10, 20 * SIDE + 9, 20 * SIDE + 10, 20 * SIDE + 11, 21 * SIDE + 10),
          page.target());
      page.page().locator(".command summary").click();
      assertTrue(page.page().locator(".command code").innerText().contains("region:mask.png"));
      page.requireNoComplaints();
    }
  }

  @Test
  void objectBorderAndClassAreAskedByKeyboardAlone(Engine engine) {
    try (PageServer server = server(engine)) {
      OpenPage page = open(server);
      Page browser = page.page();
      browser.keyboard().press("b");
      page.click(49, 55);
      assertTrue(page.title().matches("Why are the \\d+ border pixels called segment\\?"));
      browser.keyboard().press("o");
      browser.locator(".stage .frame").focus();
      browser.keyboard().press("ArrowRight");
      browser.keyboard().press("Enter");
      page.settle();
      assertEquals("Why are the 871 pixels of this object called segment?", page.title());
      assertTrue(browser.locator(".hint").innerText().contains("x 50  y 55  segment"));
      page.requireNoComplaints();
    }
  }

  @Test
  void methodsOptionsAndLayersChangeTheMaps(Engine engine) {
    try (PageServer server = server(engine)) {
      OpenPage page = open(server);
      Page browser = page.page();
      float[] middle = page.values(1);
      browser.locator("pw-layers [role=radio]").last().click();
      page.settle();
      assertFalse(java.util.Arrays.equals(middle, page.values(1)));
      browser.locator("button:text-is('Saliency')").click();
      page.settle();
      assertEquals(1, browser.locator("pw-map").count());
      browser.locator(".options summary").first().click();
      Locator choice = browser.locator(".options select").first();
      String other = choice.locator("option:not(:checked)").first().innerText();
      choice.selectOption(other);
      page.settle();
      browser.locator(".command summary").click();
      String command = browser.locator(".command code").innerText();
      assertTrue(command.matches("(?s).*--layer \\S+ --option grad-cam\\.\\S+=" + other), command);
      page.requireNoComplaints();
    }
  }

  @Test
  void anExportedMapHoldsTheNumbersOfTheMap(Engine engine, @TempDir Path folder) {
    try (PageServer server = server(engine)) {
      OpenPage page = open(server);
      Download saved =
          page.page()
              .waitForDownload(
                  () -> page.page().locator("pw-map button:text-is('NPY')").first().click());
      Path file = folder.resolve("map.npy");
      saved.saveAs(file);
      assertArrayEquals(page.values(0), Npy.read(file).toFloats());
      assertEquals("[240,240]", Npy.read(file).shape().toString().replace(" ", ""));
      page.requireNoComplaints();
    }
  }

  @Test
  void whatCannotBeOpenedIsSaidAndThePageGoesOn(Engine engine, @TempDir Path folder)
      throws IOException {
    try (PageServer server = server(engine)) {
      OpenPage page = open(server);
      Path bad = Files.writeString(folder.resolve("notes.onnx"), "no network");
      page.page().locator("[data-kind=model] input[type=file][multiple]").setInputFiles(bad);
      page.page().waitForSelector("[role=alert]");
      assertTrue(page.problem().contains("notes.onnx"), page.problem());
      page.page().locator(".cls button").first().click();
      page.settle();
      assertEquals("", page.problem());
      page.requireNoComplaints();
    }
  }

  @Test
  void longWorkIsStoppedAndTheNextQuestionIsAnswered(Engine engine) {
    try (PageServer server = server(engine)) {
      OpenPage page = open(server);
      Page browser = page.page();
      browser.locator("button:text-is('RISE')").click();
      browser.waitForSelector("footer button:has-text('Stop')");
      browser.keyboard().press("Escape");
      browser.locator("button:text-is('RISE')").click();
      page.settle();
      assertEquals(2, browser.locator("pw-map").count());
      page.requireNoComplaints();
    }
  }
}
