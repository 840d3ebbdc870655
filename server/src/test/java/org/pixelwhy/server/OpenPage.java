package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;

/** The page in a browser; whatever it logs or throws is a failure. */
final class OpenPage {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  OpenPage(Chromium chromium, PageServer server, ColorScheme scheme) {
    this(chromium, scheme);
    page.navigate(server.address());
    settle();
  }

  /** A browser of its own, at no address yet. */
  OpenPage(Chromium chromium, ColorScheme scheme) {
    page =
        chromium
            .browser()
            .newPage(
                new Browser.NewPageOptions().setViewportSize(1280, 720).setColorScheme(scheme));
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.onConsoleMessage(
        message -> {
          // What the server refuses is logged by the browser, and shown by the page; canvases are
          // read back by the test alone.
          if (!message.text().startsWith("Failed to load resource")
              && !message.text().startsWith("Canvas2D:")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  Page page() {
    return page;
  }

  /** Waits until nothing is asked any more. */
  void settle() {
    page.waitForFunction(
        "() => {const a = document.querySelector('pw-app');"
            + " return (a.ready || a.problem) && a.working === 0}");
    page.evaluate("() => document.querySelector('pw-app').updateComplete");
  }

  String title() {
    return page.locator("h1").innerText().replaceAll("\\s+", " ").strip();
  }

  String problem() {
    Locator alert = page.locator("[role=alert]");
    return alert.count() == 0 ? "" : alert.innerText();
  }

  /** Where the middle of a pixel of the image is in the large picture. */
  double[] at(int x, int y) {
    BoundingBox box = page.locator(".stage .frame").boundingBox();
    Object width = page.evaluate("() => document.querySelector('pw-app').picture.width");
    double scale = box.width / ((Number) width).doubleValue();
    return new double[] {box.x + (x + 0.5) * scale, box.y + (y + 0.5) * scale};
  }

  void click(int x, int y) {
    double[] place = at(x, y);
    page.mouse().click(place[0], place[1]);
    settle();
  }

  void drag(int fromX, int fromY, int toX, int toY) {
    double[] from = at(fromX, fromY);
    double[] to = at(toX, toY);
    page.mouse().move(from[0], from[1]);
    page.mouse().down();
    page.mouse().move(to[0], to[1]);
    page.mouse().up();
    settle();
  }

  /** The numbers of a map as the page has them. */
  float[] values(int map) {
    Object sent =
        page.evaluate("i => Array.from(document.querySelectorAll('pw-map')[i].map.values)", map);
    List<?> numbers = (List<?>) sent;
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((Number) numbers.get(i)).floatValue();
    }
    return values;
  }

  /** The colours {@code 0xAARRGGBB} of a canvas of a map, or of the large picture with -1. */
  int[] colors(int map, String canvas) {
    Object sent =
        page.evaluate(
            "([i, name]) => {const v = i < 0 ? document.querySelector('.stage')"
                + " : document.querySelectorAll('pw-map')[i];"
                + " const c = v.querySelector(name);"
                + " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                + " return Array.from({length: d.length / 4}, (_, p) =>"
                + " d[4*p+3] * 2**24 + d[4*p] * 65536 + d[4*p+1] * 256 + d[4*p+2])}",
            List.of(map, canvas));
    return ((List<?>) sent).stream().mapToInt(n -> (int) ((Number) n).longValue()).toArray();
  }

  /** Pixels of the target as the page outlines them. */
  List<Integer> target() {
    Object sent =
        page.evaluate(
            "() => {const p = document.querySelector('pw-app').pixels;"
                + " return [...p.keys()].filter(i => p[i])}");
    return ((List<?>) sent).stream().map(n -> ((Number) n).intValue()).toList();
  }

  void requireNoComplaints() {
    assertEquals(List.of(), complaints);
  }
}
