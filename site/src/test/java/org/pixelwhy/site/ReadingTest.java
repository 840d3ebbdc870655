package org.pixelwhy.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pixelwhy.server.Axe;
import org.pixelwhy.server.Chromium;

/**
 * The pages as a browser opens them from the disk. Pictures of what was tested are left in
 * target/views.
 */
class ReadingTest {
  private static final List<String> LOOKED_AT =
      List.of(
          "index",
          "docs/tutorial",
          "docs/methods/index",
          "docs/methods/saliency",
          "examples/index");

  @TempDir private static Path out;

  @RegisterExtension private final Chromium chromium = new Chromium();

  @BeforeAll
  static void build() throws IOException {
    Site.build(Path.of(".."), out);
  }

  private Page open(String address, ColorScheme scheme, int width, int height) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, height);
    Page page = chromium.browser().newContext(options).newPage();
    page.navigate(out.resolve(address).toUri().toString());
    return page;
  }

  @ParameterizedTest
  @EnumSource(
      value = ColorScheme.class,
      names = {"LIGHT", "DARK"})
  void everyoneCanReadThePagesOnWideAndNarrowScreens(ColorScheme scheme) throws IOException {
    String axe = Axe.script();
    List<String> found = new ArrayList<>();
    for (String name : LOOKED_AT) {
      Page page = open(name + ".html", scheme, 1440, 1000);
      page.evaluate(axe);
      for (int width : new int[] {1440, 390}) {
        page.setViewportSize(width, 900);
        found.addAll(Axe.violations(page, name + " at " + width));
        assertEquals(true, page.evaluate("() => document.body.scrollWidth <= innerWidth"), name);
        String picture = name.replace('/', '-') + "-" + width + "-" + scheme + ".png";
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "views", picture)));
      }
      page.close();
    }
    assertTrue(found.isEmpty(), String.join("\n", found));
  }

  @Test
  void searchingFindsASectionAndLeadsThereFromAFolderBelow() {
    Page page = open("docs/methods/saliency.html", ColorScheme.LIGHT, 1440, 1000);
    page.keyboard().press("/");
    page.keyboard().type("class's own pixels");
    page.waitForSelector("#found a");
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "views", "search.png")));
    page.keyboard().press("Enter");
    page.waitForURL("**/docs/reading-maps.html#the-classs-own-pixels-come-first");
  }

  @Test
  void aMethodIsFoundFirstByItsName() {
    Page page = open("index.html", ColorScheme.LIGHT, 390, 800);
    page.locator("#search").fill("grad-cam");
    assertEquals("Grad-CAM", page.locator("#found a b").first().textContent());
    page.locator("#search").fill("nobodywrotethis");
    assertTrue(page.locator("#found").textContent().startsWith("Nothing has all of these words"));
  }

  @Test
  void themeStaysOnTheNextPageAndTheMenuOpensOnAPhone() {
    Page page = open("index.html", ColorScheme.LIGHT, 390, 800);
    assertFalse(page.locator("#contents").isVisible());
    page.locator("#menu").click();
    page.locator("#theme").click();
    page.locator("#theme").click();
    assertEquals("Theme: dark", page.locator("#theme").textContent());
    page.locator("nav a:text-is('Reading maps of segmentation networks')").click();
    page.waitForURL("**/reading-maps.html");
    assertEquals("dark", page.locator("html").getAttribute("data-theme"));
  }
}
