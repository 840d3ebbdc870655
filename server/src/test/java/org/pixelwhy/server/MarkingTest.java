package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;

/** Regions that are drawn as polygons or come as files, and the way back and forth. */
@ExtendWith(EngineExtension.class)
class MarkingTest {
  private static final int SIDE = 240;

  @RegisterExtension private final Chromium chromium = new Chromium();

  @TempDir private Path folder;

  @Test
  void aPolygonMeansThePixelsWhoseCentreLiesInIt(Engine engine) {
    try (PageServer server = PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      List<List<Double>> star =
          List.of(
              List.of(3.2, 1.7),
              List.of(17.9, 8.4),
              List.of(2.1, 8.6),
              List.of(15.3, 0.4),
              List.of(9.6, 11.9));
      Object inside =
          browser.evaluate(
              "async c => {const t = await import('/target.js');"
                  + " const m = t.inside(c.map(([x, y]) => ({x, y})), 20, 12);"
                  + " return [...m.keys()].filter(i => m[i])}",
              star);
      assertEquals(naive(star, 20, 12), inside);
      browser.keyboard().press("g");
      for (int[] corner : new int[][] {{100, 50}, {120, 50}, {120, 70}, {100, 70}, {100, 50}}) {
        page.click(corner[0], corner[1]);
      }
      List<Integer> target = page.target();
      for (int y = 45; y < 75; y++) {
        for (int x = 95; x < 125; x++) {
          boolean within = x > 100 && x < 120 && y > 50 && y < 70;
          boolean beyond = x < 100 || x > 120 || y < 50 || y > 70;
          if (within || beyond) {
            assertEquals(within, target.contains(y * SIDE + x), x + "," + y);
          }
        }
      }
      assertTrue(page.title().contains("pixels of this polygon"), page.title());
      browser.keyboard().press("z");
      page.settle();
      assertEquals("Why are the 871 pixels called segment?", page.title());
      browser.keyboard().press("y");
      page.settle();
      assertEquals(target, page.target());
      page.requireNoComplaints();
    }
  }

  private static List<Integer> naive(List<List<Double>> corners, int width, int height) {
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (int i = 0; i < corners.size(); i++) {
      double x = corners.get(i).get(0);
      double y = corners.get(i).get(1);
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    List<Integer> inside = new ArrayList<>();
    for (int i = 0; i < width * height; i++) {
      if (path.contains(i % width + 0.5, i / width + 0.5)) {
        inside.add(i);
      }
    }
    return inside;
  }

  @Test
  void masksAndRegionsOfFilesAreAskedAbout(Engine engine) throws IOException {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSample(7, 3, 0, 255);
    picture.getRaster().setSample(8, 3, 0, 1);
    Path png = folder.resolve("two.png");
    ImageIO.write(picture, "png", png.toFile());
    ImageIO.write(picture.getSubimage(0, 0, 20, 20), "png", folder.resolve("small.png").toFile());
    Path roi = Files.write(folder.resolve("cell.roi"), rectangle(50, 40, 6, 3));
    try (PageServer server = PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      String input = "input[aria-label='Mask file']";
      page.page().locator(input).setInputFiles(png);
      page.page()
          .waitForFunction("() => document.querySelector('h1').innerText.includes('two.png')");
      page.settle();
      assertEquals(List.of(3 * SIDE + 7, 3 * SIDE + 8), page.target());
      page.page().locator(input).setInputFiles(roi);
      page.page()
          .waitForFunction("() => document.querySelector('h1').innerText.includes('cell.roi')");
      page.settle();
      assertEquals("What speaks, in the 18 pixels of cell.roi, for segment?", page.title());
      assertEquals(40 * SIDE + 50, page.target().get(0));
      assertEquals(42 * SIDE + 55, page.target().get(17));
      page.page().locator(input).setInputFiles(folder.resolve("small.png"));
      page.page().waitForSelector("[role=alert]");
      assertTrue(page.problem().contains("small.png: has 20 x 20 pixels"), page.problem());
      page.requireNoComplaints();
    }
  }

  /** By ImageJ's published format: header of 64 bytes, big endian, type 1 is a rectangle. */
  static byte[] rectangle(int left, int top, int width, int height) {
    ByteBuffer bytes = ByteBuffer.allocate(64);
    bytes.put("Iout".getBytes(StandardCharsets.US_ASCII));
    bytes.putShort(4, (short) 227).put(6, (byte) 1);
    bytes.putShort(8, (short) top).putShort(10, (short) left);
    bytes.putShort(12, (short) (top + height)).putShort(14, (short) (left + width));
    return bytes.array();
  }
}
