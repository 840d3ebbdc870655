package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.Plane;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.medical.NiftiFile;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.study.request.ModelSource;

/** A volume in the page: slices, planes, window and level. */
@ExtendWith(EngineExtension.class)
class VolumePageTest {
  private static final int WIDTH = 20;
  private static final int HEIGHT = 12;
  private static final int SLICES = 5;

  @RegisterExtension private final Chromium chromium = new Chromium();

  @TempDir private Path folder;

  private PageServer.Start start() {
    short[] values = new short[WIDTH * HEIGHT * SLICES];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) (i * 37 % 2000 - 1000);
    }
    Path volume =
        NiftiFile.shorts(new int[] {WIDTH, HEIGHT, SLICES}, values).write(folder.resolve("ct.nii"));
    Path model = TinyNetwork.write(folder, 0, HEIGHT, WIDTH);
    return new PageServer.Start(List.of(ModelSource.of(model)), List.of(ImageSource.of(volume)));
  }

  private static float[] shown(OpenPage page) {
    Object sent = page.page().evaluate("() => Array.from(document.querySelector('pw-app').values)");
    List<?> numbers = (List<?>) sent;
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((Number) numbers.get(i)).floatValue();
    }
    return values;
  }

  @Test
  void slicesAreTurnedByKeysAndSliderInAnyPlane(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = PageServer.start(engine, start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Client client = new Client(server);
      Page browser = page.page();
      String values = "api/images/i1/values?plane=%s&slice=%d";
      assertArrayEquals(client.get(values.formatted("axial", 2)).floats(), shown(page));
      browser.keyboard().press("PageDown");
      page.settle();
      float[] third = client.get(values.formatted("axial", 3)).floats();
      assertArrayEquals(third, shown(page));
      assertEquals("3 / 4", browser.locator(".slices + span").innerText());
      assertTrue(browser.locator("pw-map").count() > 0);
      browser.locator(".slices").fill("0");
      page.settle();
      assertFalse(Arrays.equals(third, shown(page)));
      assertArrayEquals(client.get(values.formatted("axial", 0)).floats(), shown(page));
      browser.locator("select[aria-label=Plane]").selectOption("coronal");
      page.settle();
      assertArrayEquals(client.get(values.formatted("coronal", 6)).floats(), shown(page));
      page.requireNoComplaints();
    }
  }

  /** Its voxels, read as any NIfTI file, are the map in its slice and nothing elsewhere. */
  @Test
  void aMapIsSavedAsAVolumeThatLiesOverTheImage(Engine engine) throws Exception {
    try (PageServer server = PageServer.start(engine, start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      browser.locator("select[aria-label=Plane]").selectOption("coronal");
      page.settle();
      browser.keyboard().press("p");
      page.click(3, 1);
      Download saved =
          browser.waitForDownload(() -> browser.locator("button:text-is('NIfTI')").first().click());
      Path file = folder.resolve("map.nii.gz");
      saved.saveAs(file);
      assertEquals(VolumeReader.places(folder.resolve("ct.nii")), VolumeReader.places(file));
      assertArrayEquals(page.values(0), slice(file, 6));
      assertArrayEquals(new float[WIDTH * SLICES], slice(file, 5));
      Client client = new Client(server);
      String id = client.get("api/explanations").json().at("/explanations/0/id").asText();
      Client.Reply none = client.get("api/explanations/" + id + "/maps/9/volume");
      assertEquals(404, none.status(), "there is no such map");
      page.requireNoComplaints();
    }
  }

  private static float[] slice(Path file, int number) {
    try (OpenVolumes none = new OpenVolumes(0)) {
      return none.read(new ImageSource.Slices(file, Plane.CORONAL, number)).values();
    }
  }

  @Test
  void aWindowDecidesWhichValuesAreBlackAndWhiteAndChangesNoNumber(Engine engine) {
    try (PageServer server = PageServer.start(engine, start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.DARK);
      Page browser = page.page();
      float[] values = shown(page);
      float[] sorted = values.clone();
      Arrays.sort(sorted);
      requireWindow(page, values, sorted[0], sorted[sorted.length - 1]);
      browser.locator("button:text-is('Liver')").click();
      page.settle();
      requireWindow(page, values, -45, 105);
      browser.locator("input[aria-label=Width]").fill("500");
      page.settle();
      double[] ends = window(page);
      assertEquals(30, (ends[0] + ends[1]) / 2, 1e-6);
      requireWindow(page, values, ends[0], ends[1]);
      browser.locator(".stage .frame").focus();
      browser.keyboard().press("PageDown");
      page.settle();
      requireWindow(page, shown(page), ends[0], ends[1]);
      Object counted =
          browser.evaluate(
              "() => document.querySelector('.histogram').counts.reduce((a, b) => a + b)");
      assertEquals(WIDTH * HEIGHT, ((Number) counted).intValue());
      page.requireNoComplaints();
    }
  }

  @Test
  void anEarlierQuestionStaysWhereASliceWasTurnedToJustBefore(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = PageServer.start(engine, start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      browser.keyboard().press("PageDown");
      page.settle();
      browser.keyboard().press("PageDown");
      browser.locator(".hist button:has(canvas)").last().click();
      page.settle();
      assertEquals("2 / 4", browser.locator(".slices + span").innerText());
      assertArrayEquals(
          new Client(server).get("api/images/i1/values?plane=axial&slice=2").floats(), shown(page));
      assertEquals(2, browser.evaluate("() => document.querySelector('pw-app').now.picture.slice"));
      page.requireNoComplaints();
    }
  }

  @Test
  void anEarlierQuestionIsDrawnByTheWindowThatIsSet(Engine engine) {
    try (PageServer server = PageServer.start(engine, start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      browser.locator("button:text-is('Liver')").click();
      browser.keyboard().press("PageDown");
      page.settle();
      browser.keyboard().press("z");
      page.settle();
      assertEquals("2 / 4", browser.locator(".slices + span").innerText());
      requireWindow(page, shown(page), -45, 105);
      browser.locator("button:text-is('All values')").click();
      browser.keyboard().press("y");
      page.settle();
      assertEquals("3 / 4", browser.locator(".slices + span").innerText());
      float[] sorted = shown(page).clone();
      Arrays.sort(sorted);
      requireWindow(page, shown(page), sorted[0], sorted[sorted.length - 1]);
      page.requireNoComplaints();
    }
  }

  @Test
  void aPreviewGoesWithItsSlice(Engine engine) {
    try (PageServer server = PageServer.start(engine, start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      browser.keyboard().press("p");
      browser.mouse().move(page.at(7, 5)[0], page.at(7, 5)[1]);
      browser.locator(".preview").waitFor();
      browser.keyboard().press("PageDown");
      assertEquals(
          true, browser.evaluate("() => document.querySelector('pw-app').preview.shown === null"));
      page.settle();
      assertEquals(0, browser.locator(".preview").count());
      page.requireNoComplaints();
    }
  }

  private static double[] window(OpenPage page) {
    Object ends =
        page.page()
            .evaluate(
                "() => {const w = document.querySelector('pw-app').window; return [w.low, w.high]}");
    return ((List<?>) ends).stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
  }

  private static void requireWindow(OpenPage page, float[] values, double low, double high) {
    int[] drawn = page.colors(-1, ".base");
    for (int i = 0; i < values.length; i++) {
      double fraction = Math.min(1, Math.max(0, (values[i] - low) / (high - low)));
      int grey = drawn[i] & 0xff;
      assertEquals(255 * fraction, grey, 0.51, "pixel " + i + " of value " + values[i]);
      assertEquals(0xff000000 | grey * 0x010101, drawn[i]);
    }
  }
}
