package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;

/**
 * Every view of the page, light and dark: what axe-core finds wrong for those who do not see or use
 * no mouse, and whether anything is cut off on a small screen or a tablet. With {@code
 * -Dpixelwhy.write=true} the pictures of the documentation are taken.
 */
@ExtendWith(EngineExtension.class)
class ViewsTest {
  private static final Path PICTURES = Path.of("../docs/images");

  private static final Path EXPLAINER = Path.of("../docs/example/noise.onnx");

  /** The views that the documentation shows, too. */
  private static final List<String> SHOWN =
      List.of(
          "start", "pixel", "volume", "layers", "compare", "scores", "noise", "dream", "log-in");

  @RegisterExtension private final Chromium chromium = new Chromium();

  @TempDir private Path folder;

  static String axe() throws IOException {
    return Axe.script();
  }

  private static Map<String, Consumer<OpenPage>> views() {
    Map<String, Consumer<OpenPage>> views = new LinkedHashMap<>();
    views.put("start", page -> {});
    views.put(
        "pixel",
        page -> {
          page.page().keyboard().press("p");
          double[] place = page.at(100, 120);
          page.page().mouse().move(place[0], place[1]);
          page.page().waitForSelector(".preview");
        });
    views.put(
        "zoomed",
        page -> {
          page.page().keyboard().press("+");
          page.page().keyboard().press("+");
          page.page().locator("button:text-is('Top share')").click();
        });
    views.put("tenths", page -> page.page().locator("button:text-is('Tenths')").click());
    views.put(
        "layers",
        page -> {
          page.page().keyboard().press("0");
          page.page().locator("button:text-is('Overlay')").click();
          page.page().locator("button:text-is('Saliency')").click();
          page.page().locator("button:text-is('All layers side by side')").click();
        });
    views.put(
        "forms",
        page -> {
          page.page().locator("button:text-is('All layers side by side')").click();
          page.settle();
          page.page().locator(".card-form summary").click();
          page.page().locator(".options summary").first().click();
          page.page().locator(".command summary").click();
        });
    views.put(
        "compare",
        page -> {
          page.page().locator(".card-form summary").click();
          page.page().locator("button:has-text('Side by side …')").click();
          page.page().locator("dialog.compare fieldset:has-text('Images') input").nth(1).check();
          page.page()
              .waitForFunction(
                  "() => document.querySelector('pw-compare').cells.filter(c => c.map).length === 2");
        });
    views.put(
        "unfinished",
        page -> {
          page.page().locator("dialog.compare button:text-is('Close')").click();
          page.page().locator("button:text-is('RISE')").click();
          page.page().waitForSelector(".map.unfinished");
          page.page().waitForFunction("() => document.querySelector('pw-app').busy.done > 300");
        });
    views.put(
        "scores",
        page -> {
          page.page().keyboard().press("Escape");
          page.page().locator("button:text-is('RISE')").click();
          page.settle();
          page.page().locator(".options summary:has-text('Grad-CAM')").click();
          page.page().locator(".command summary").click();
          page.page().locator("pw-map summary:text-is('Scores')").first().click();
          for (String score : List.of("Deletion", "Insertion", "Completeness gap")) {
            page.page().locator("pw-map button[aria-label^='" + score + " of']").click();
            page.settle();
          }
          page.page().locator("pw-map .scores").scrollIntoViewIfNeeded();
        });
    views.put(
        "noise",
        page -> {
          page.page().locator("pw-map summary:text-is('Scores')").first().click();
          page.page().locator("input[aria-label='U-Noise explainer']").setInputFiles(EXPLAINER);
          page.page().waitForSelector("pw-noise");
          page.settle();
          page.page().locator("pw-noise summary").click();
          page.page().waitForSelector("pw-noise pw-view canvas.base");
          page.page().locator("pw-map:has(pw-noise)").scrollIntoViewIfNeeded();
        });
    views.put(
        "dream",
        page -> {
          page.page().locator("button:text-is('U-Noise')").click();
          page.settle();
          page.page().locator("button:text-is('Dream …')").click();
          page.page().locator("dialog.dream summary:text-is('Options')").click();
          page.page().locator("dialog.dream label:has-text('most steps') input").fill("30");
          page.page().keyboard().press("Tab");
          page.page().locator("dialog.dream button:text-is('Dream')").click();
          page.page().waitForSelector("dialog.dream .player");
          page.page().locator("dialog.dream summary:text-is('Options')").click();
          page.page().waitForTimeout(300);
        });
    views.put(
        "volume",
        page -> {
          page.page().locator("dialog.dream button:text-is('Close')").click();
          page.page().locator("select[aria-label=Image]").selectOption("phantom.nii.gz");
          page.settle();
          page.page().locator("button:text-is('Soft tissue')").click();
        });
    return views;
  }

  private PageServer.Start start() {
    PageServer.Start shipped = ShippedExample.start();
    List<ImageSource> images = new ArrayList<>(shipped.images());
    images.add(ImageSource.of(Phantom.write(folder.resolve("phantom.nii.gz"))));
    return new PageServer.Start(shipped.models(), images);
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void everyViewCanBeUsedByEveryone(ColorScheme scheme, Engine engine) throws IOException {
    String axe = axe();
    List<String> found = new ArrayList<>();
    try (PageServer server = PageServer.start(engine, start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, scheme);
      // As the browser's own console would: the page's policy lets no foreign script in.
      page.page().evaluate(axe);
      for (Map.Entry<String, Consumer<OpenPage>> view : views().entrySet()) {
        view.getValue().accept(page);
        if (!view.getKey().equals("unfinished")) {
          page.settle();
        }
        found.addAll(violations(page.page(), view.getKey()));
        picture(page.page(), view.getKey(), scheme);
      }
      page.page().setViewportSize(820, 1180);
      page.settle();
      found.addAll(violations(page.page(), "tablet"));
      picture(page.page(), "tablet", scheme);
      assertEquals(true, page.page().evaluate("() => document.body.scrollWidth <= innerWidth"));
      page.requireNoComplaints();
      page.page().evaluate("() => document.querySelector('main').append(new Image())");
      List<String> planted = violations(page.page(), "planted");
      assertTrue(planted.toString().contains("image-alt"), "axe-core finds what is wrong");
    }
    assertTrue(found.isEmpty(), String.join("\n", found));
  }

  static List<String> violations(Page page, String view) {
    return Axe.violations(page, view);
  }

  static void picture(Page page, String view, ColorScheme scheme) throws IOException {
    String folder = System.getProperty("pixelwhy.pictures", "target/views");
    Page.ScreenshotOptions options = new Page.ScreenshotOptions().setType(ScreenshotType.JPEG);
    String name = view + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
    Files.createDirectories(Path.of(folder));
    page.screenshot(options.setQuality(85).setPath(Path.of(folder, name + ".jpg")));
    if (Boolean.getBoolean("pixelwhy.write") && SHOWN.contains(view)) {
      SmallPng.write(page.screenshot(), PICTURES.resolve("page-" + name + ".png"));
    }
  }
}
