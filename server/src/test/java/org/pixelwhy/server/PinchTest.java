package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;

/** Two fingers on the large image, as Chromium tells a page of them. */
@ExtendWith(EngineExtension.class)
class PinchTest {
  private static final int STEPS = 10;
  private static final int X = 90;
  private static final int Y = 150;

  @RegisterExtension private final Chromium chromium = new Chromium();

  private static void touch(CDPSession session, String type, double[]... fingers) {
    JsonArray points = new JsonArray();
    for (int i = 0; i < fingers.length; i++) {
      JsonObject point = new JsonObject();
      point.addProperty("x", fingers[i][0]);
      point.addProperty("y", fingers[i][1]);
      point.addProperty("id", i);
      points.add(point);
    }
    JsonObject event = new JsonObject();
    event.addProperty("type", type);
    event.add("touchPoints", points);
    session.send("Input.dispatchTouchEvent", event);
  }

  private static double[] beside(double[] middle, double by) {
    return new double[] {middle[0] + by, middle[1]};
  }

  /** The place of the image, in its pixels, that lies at a point of the screen. */
  private static List<Double> seen(Page browser, double[] point) {
    Object place =
        browser.evaluate(
            "([x, y]) => {const v = document.querySelector('.stage pw-view, pw-view.stage');"
                + " const p = v.exactly({clientX: x, clientY: y}); return [p.x, p.y]}",
            List.of(point[0], point[1]));
    return ((List<?>) place).stream().map(n -> ((Number) n).doubleValue()).toList();
  }

  private static double scale(Page browser) {
    Object scale = browser.evaluate("() => document.querySelector('pw-app').zoom.scale");
    return ((Number) scale).doubleValue();
  }

  @Test
  void twoFingersEnlargeWhatLiesBetweenThemAndAskNothing(Engine engine) {
    try (PageServer server = PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      browser.keyboard().press("p");
      String asked = page.title();
      CDPSession session = browser.context().newCDPSession(browser);
      double[] middle = page.at(X, Y);
      List<Double> between = seen(browser, middle);
      touch(session, "touchStart", beside(middle, -30));
      touch(session, "touchStart", beside(middle, -30), beside(middle, 30));
      for (int i = 1; i <= STEPS; i++) {
        double apart = 30 + 60.0 * i / STEPS;
        touch(session, "touchMove", beside(middle, -apart), beside(middle, apart));
      }
      // Moves are told with the next frame that is drawn.
      browser.waitForFunction("() => document.querySelector('pw-app').zoom.scale > 2.95");
      assertEquals(3, scale(browser), 0.05, "as far as the fingers went apart");
      List<Double> after = seen(browser, middle);
      assertEquals(between.get(0), after.get(0), 1);
      assertEquals(between.get(1), after.get(1), 1);
      for (int i = 1; i <= STEPS; i++) {
        double[] moved = {middle[0] + 4 * i, middle[1]};
        touch(session, "touchMove", beside(moved, -90), beside(moved, 90));
      }
      double[] last = {middle[0] + 4 * STEPS, middle[1]};
      touch(session, "touchEnd");
      page.settle();
      assertEquals(3, scale(browser), 0.05);
      assertEquals(between.get(0), seen(browser, last).get(0), 1, "what lies there is taken along");
      assertEquals(asked, page.title(), "nothing is asked");
      page.requireNoComplaints();
    }
  }

  @Test
  void oneFingerAsksAboutThePixelThatItTouches(Engine engine) {
    try (PageServer server = PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      browser.keyboard().press("p");
      CDPSession session = browser.context().newCDPSession(browser);
      touch(session, "touchStart", page.at(X, Y));
      touch(session, "touchEnd");
      page.settle();
      assertTrue(page.title().contains("pixel " + X + ", " + Y), page.title());
      page.requireNoComplaints();
    }
  }
}
