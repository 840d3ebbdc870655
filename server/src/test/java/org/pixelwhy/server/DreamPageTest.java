package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.catalogue.option.GivenOptions;
import org.pixelwhy.dream.Place;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.report.dream.DreamReport;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.study.Progress;
import org.pixelwhy.study.dream.Beginning;
import org.pixelwhy.study.dream.DreamChoices;
import org.pixelwhy.study.dream.DreamCsv;
import org.pixelwhy.study.dream.DreamRequest;
import org.pixelwhy.study.dream.DreamResult;
import org.pixelwhy.study.dream.DreamStudy;

/** Dreams of a question, as jobs whose frames are seen. */
@ExtendWith(EngineExtension.class)
class DreamPageTest {
  private static final List<String> OPTIONS =
      List.of(
          "dream.neuron=strongest",
          "dream.steps=3",
          "dream.frames=2",
          "dream.features=stat_mean,line-45");

  @RegisterExtension private final Chromium chromium = new Chromium();

  @TempDir private Path folder;

  private final PageServer.Start start = ShippedExample.start();

  private PageServer server(Engine engine) {
    return PageServer.start(engine, start, Limits.USUAL, 0);
  }

  private DreamResult library(Engine engine) {
    DreamChoices choices = new DreamChoices(GivenOptions.parse(OPTIONS));
    DreamRequest request =
        new DreamRequest(
            List.of(new DreamRequest.Network("network", start.models().get(0))),
            Beginning.once(new Beginning.OfImage(start.images().get(0)), Optional.empty(), 0),
            DreamRequest.Aim.at(new Place.Strongest()),
            choices.course(),
            choices.measures());
    return new DreamStudy(
            engine, Progress.SILENT, request, folder.resolve("dream"), Duration.ofDays(1))
        .run();
  }

  @Test
  void curvesAndFramesAreThoseOfTheLibraryToTheBit(Engine engine) throws Exception {
    DreamResult expected = library(engine);
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      String question =
          "{'model':'m1','image':'i1','target':'class:segment','methods':['dream'],'options':['%s']}"
              .formatted(String.join("','", OPTIONS))
              .replace('\'', '"');
      assertEquals(202, client.post("api/jobs", question).status());
      JsonNode job = client.await("j1", "done", "failed");
      assertEquals("done", job.path("state").asText(), job.toString());
      JsonNode answer = client.get("api/explanations/x1").json().path("answers").path(0);
      JsonNode listed = client.get("api/explanations").json().path("explanations").path(0);
      assertEquals(0, listed.path("maps").asInt(), "frames are no maps");
      assertEquals(1, listed.path("dreams").asInt());
      JsonNode maps = answer.path("maps");
      int last = maps.size() - 1;
      assertEquals("curves", maps.path(last).path("part").asText());
      String csv =
          new String(
              client.get("api/explanations/x1/maps/" + last).bytes(), StandardCharsets.UTF_8);
      assertEquals(DreamCsv.text(expected), csv);
      float[] first = expected.networks().get(0).frames().get(0).picture();
      assertArrayEquals(first, floats(client.get("api/explanations/x1/maps/0").bytes()));
      assertEquals(0, maps.path(0).path("step").asInt());
      requireFiles(client, expected);
      assertEquals(1, maps.path(0).path("channels").asInt());
      String wrong = question.replace("dream.steps=3", "dream.speed=3");
      assertEquals(400, client.post("api/jobs", wrong).status());
      String mixed = question.replace("[\"dream\"]", "[\"dream\",\"saliency\"]");
      assertTrue(client.post("api/jobs", mixed).error().contains("by itself"));
    }
  }

  /** The film is that of the command line; pictures are the frames' own values as shades. */
  private void requireFiles(Client client, DreamResult expected) throws Exception {
    new DreamReport(expected).write(folder.resolve("report"));
    Path film;
    try (Stream<Path> files = Files.list(folder.resolve("report/frames"))) {
      film = files.filter(file -> file.toString().endsWith(".gif")).findFirst().orElseThrow();
    }
    Client.Reply gif = client.get("api/explanations/x1/dreams/0/film");
    assertEquals("image/gif", gif.response().headers().firstValue("Content-Type").orElse(""));
    assertArrayEquals(Files.readAllBytes(film), gif.bytes());
    byte[] archive = client.get("api/explanations/x1/dreams/0/frames").bytes();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      assertEquals("step-0000.png", zip.getNextEntry().getName());
      BufferedImage first = ImageIO.read(new ByteArrayInputStream(zip.readAllBytes()));
      float[] picture = expected.networks().get(0).frames().get(0).picture();
      double low = expected.networks().get(0).setting().range().low();
      double width = expected.networks().get(0).setting().range().width();
      for (int i : new int[] {0, 1_000, picture.length - 1}) {
        int shade = first.getRGB(i % first.getWidth(), i / first.getWidth()) & 255;
        assertEquals(Math.round(255 * (picture[i] - low) / width), shade);
      }
    }
    assertEquals(404, client.get("api/explanations/x1/dreams/1/film").status());
    assertEquals(400, client.get("api/explanations/x1/dreams/last/film").status());
    Client.Reply none = client.get("api/explanations/x1/report");
    assertEquals(400, none.status());
    assertTrue(none.error().contains("dreams only"), none.error());
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  private static void choose(Page browser, String label, String value) {
    browser.locator("dialog.dream label:has-text('" + label + "') input").first().fill(value);
    browser.keyboard().press("Tab");
  }

  @Test
  void aDreamIsSeenPlayedExportedAndKept(Engine engine) throws IOException {
    try (PageServer server = server(engine)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      browser.locator("button:text-is('Dream …')").click();
      browser.locator("dialog.dream summary:text-is('Options')").click();
      choose(browser, "most steps", "5");
      browser.locator("dialog.dream button:text-is('Dream')").click();
      browser.waitForSelector("dialog.dream .player");
      Object activation =
          browser.evaluate("() => document.querySelector('pw-dream').dream.curves.activation");
      List<?> curve = (List<?>) activation;
      assertEquals(6, curve.size());
      assertTrue(
          ((Number) curve.get(5)).doubleValue() > ((Number) curve.get(0)).doubleValue(),
          curve.toString());
      assertEquals(4, browser.locator("pw-curve canvas").count());
      browser.locator("dialog.dream button:text-is('Play')").click();
      browser.waitForFunction("() => document.querySelector('pw-dream').at === 0");
      browser.waitForFunction("() => document.querySelector('pw-dream').at === 5");
      browser.locator("input[aria-label=Step]").focus();
      browser.keyboard().press("ArrowLeft");
      assertTrue(browser.locator(".player").innerText().contains("step 4"));
      Download saved =
          browser.waitForDownload(
              () -> browser.locator("dialog.dream button:text-is('CSV')").click());
      Path file = folder.resolve("curves.csv");
      saved.saveAs(file);
      assertEquals(7, Files.readAllLines(file).size());
      Download film =
          browser.waitForDownload(
              () -> browser.locator("dialog.dream button:text-is('GIF')").click());
      Path gif = folder.resolve("dream.gif");
      film.saveAs(gif);
      assertEquals("GIF89a", Files.readString(gif, StandardCharsets.ISO_8859_1).substring(0, 6));
      browser.reload();
      page.settle();
      assertEquals(2, browser.locator(".app pw-map").count(), "frames are no maps");
      browser.locator("button:text-is('Dream …')").click();
      browser.waitForSelector("dialog.dream .player");
      assertEquals(
          curve,
          browser.evaluate("() => document.querySelector('pw-dream').dream.curves.activation"));
      page.requireNoComplaints();
    }
  }

  @Test
  void framesAreSeenWhileItRunsAndItCanBeStopped(Engine engine) {
    try (PageServer server = server(engine)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.DARK);
      Page browser = page.page();
      browser.locator("button:text-is('Dream …')").click();
      browser.locator("dialog.dream button:text-is('Dream')").click();
      browser.waitForSelector("dialog.dream .screen .warn:has-text('not finished')");
      browser.waitForFunction("() => document.querySelector('pw-dream').steps.length > 2");
      browser.locator("dialog.dream button:text-is('Stop')").click();
      browser.waitForSelector("dialog.dream button:text-is('Dream')");
      page.requireNoComplaints();
    }
  }
}
