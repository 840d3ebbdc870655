package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.MouseButton;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.study.request.ModelSource;

/**
 * Neighbouring pixels of the image have very different grey values, so that what the screen shows
 * at a place says which pixel is there: it must be the one that the page means.
 */
@ExtendWith(EngineExtension.class)
class ZoomTest {
  private static final int HEIGHT = 46;
  private static final int WIDTH = 74;
  private static final int POINTS = 25;
  private static final String STAGE = ".stage .frame";
  private static final String FIRST_MAP = "pw-map .frame";

  @RegisterExtension private final Chromium chromium = new Chromium();

  @TempDir private Path folder;

  private static int grey(int x, int y) {
    return (x * 50 + y * 90) % 256;
  }

  private PageServer.Start start() throws IOException {
    Path model = TinyNetwork.write(folder, -1e6f, HEIGHT, WIDTH);
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        picture.getRaster().setSample(x, y, 0, grey(x, y));
      }
    }
    Path image = folder.resolve("grid.png");
    ImageIO.write(picture, "png", image.toFile());
    return new PageServer.Start(List.of(ModelSource.of(model)), List.of(ImageSource.of(image)));
  }

  @Test
  void thePixelUnderTheMouseIsTheOneThatIsAskedAboutAtAnyZoom(Engine engine) throws IOException {
    try (PageServer server = PageServer.start(engine, start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      browser.keyboard().press("p");
      page.click(37, 40);
      browser.locator("button:text-is('Image')").click();
      page.settle();
      requireWhatIsSeen(page, STAGE, 1);
      requireWhatIsSeen(page, FIRST_MAP, 1);
      wheel(page, 50, 12, 3.7);
      assertEquals(3.7, scale(browser), 0.01);
      requireWhatIsSeen(page, STAGE, 2);
      requireWhatIsSeen(page, FIRST_MAP, 3);
      browser.keyboard().press("0");
      assertEquals(1, scale(browser));
      wheel(page, WIDTH - 1, HEIGHT - 1, 9.3);
      requireWhatIsSeen(page, STAGE, 4);
      requireWhatIsSeen(page, FIRST_MAP, 5);
      BoundingBox box = browser.locator(STAGE).boundingBox();
      browser.mouse().click(box.x + box.width - 1, box.y + box.height - 60);
      page.settle();
      int asked = page.target().get(0);
      assertEquals(WIDTH - 1, asked % WIDTH);
      assertTrue(
          page.title().contains("pixel " + (WIDTH - 1) + ", " + asked / WIDTH), page.title());
      page.requireNoComplaints();
    }
  }

  /** At random places, the pixel that the screen shows is the one under the cross-hair. */
  private static void requireWhatIsSeen(OpenPage page, String where, int seed) throws IOException {
    Page browser = page.page();
    browser.mouse().move(2, 2);
    page.settle();
    BoundingBox box = browser.locator(where).first().boundingBox();
    BufferedImage screen = ImageIO.read(new ByteArrayInputStream(browser.screenshot()));
    Random random = new Random(seed);
    int[] path = page.target().stream().mapToInt(i -> i).toArray();
    for (int i = 0; i < POINTS; i++) {
      // Beside what is written over the picture's lower edge.
      int x = (int) (box.x + random.nextDouble() * box.width);
      int y = (int) (box.y + random.nextDouble() * Math.min(box.height, box.height - 45));
      browser.mouse().move(x, y);
      int pixel = cross(browser);
      if (Math.abs(pixel % WIDTH - path[0] % WIDTH) > 1) {
        String place =
            where + " at " + x + "," + y + " pixel " + pixel % WIDTH + "," + pixel / WIDTH;
        int shown = screen.getRGB(x, y) & 0xff;
        assertEquals(grey(pixel % WIDTH, pixel / WIDTH), shown, place);
      }
    }
  }

  private static int cross(Page browser) {
    Object index =
        browser.evaluate(
            "() => {const a = document.querySelector('pw-app');"
                + " return a.cross.y * a.picture.width + a.cross.x}");
    return ((Number) index).intValue();
  }

  private static double scale(Page browser) {
    Object scale = browser.evaluate("() => document.querySelector('pw-app').zoom.scale");
    return ((Number) scale).doubleValue();
  }

  /** Turns the wheel over a pixel, which must stay under the mouse. */
  private static void wheel(OpenPage page, int x, int y, double factor) {
    Page browser = page.page();
    double[] place = page.at(x, y);
    browser.mouse().move(place[0], place[1]);
    assertEquals(y * WIDTH + x, cross(browser));
    browser.mouse().wheel(0, -Math.log(factor) / 0.002);
    browser.waitForFunction("() => document.querySelector('pw-app').zoom.scale > 1");
    browser.mouse().move(place[0] + 1, place[1]);
    browser.mouse().move(place[0], place[1]);
    assertEquals(y * WIDTH + x, cross(browser));
  }

  @Test
  void dragsOfTheMiddleButtonOrWithTheSpaceBarMoveThePictureAndAskNothing(Engine engine)
      throws IOException {
    try (PageServer server = PageServer.start(engine, start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      browser.keyboard().press("p");
      wheel(page, 37, 23, 4);
      Object before = corner(browser);
      BoundingBox box = browser.locator(STAGE).boundingBox();
      double shift = 2 * 4 * box.width / WIDTH;
      browser.mouse().down(new Mouse.DownOptions().setButton(MouseButton.MIDDLE));
      browser.mouse().move(page.at(37, 23)[0] - shift, page.at(37, 23)[1]);
      browser.mouse().up(new Mouse.UpOptions().setButton(MouseButton.MIDDLE));
      double moved = left(corner(browser)) - left(before);
      assertEquals(2, moved, 0.02);
      browser.keyboard().down(" ");
      browser.mouse().down();
      browser.mouse().move(page.at(37, 23)[0], page.at(37, 23)[1] - shift);
      browser.mouse().up();
      browser.keyboard().up(" ");
      assertEquals(left(before), left(corner(browser)), 0.02);
      assertNotEquals(before, corner(browser));
      page.settle();
      assertEquals("Choose what to ask about.", page.title());
      browser.keyboard().press("+");
      assertEquals(6, scale(browser), 0.01);
      browser.keyboard().press("-");
      assertEquals(4, scale(browser), 0.01);
      browser.keyboard().press("0");
      assertEquals(List.of(0, 0), corner(browser));
      page.requireNoComplaints();
    }
  }

  private static Object corner(Page browser) {
    return browser.evaluate(
        "() => {const z = document.querySelector('pw-app').zoom; return [z.x, z.y]}");
  }

  private static double left(Object corner) {
    return ((Number) ((List<?>) corner).get(0)).doubleValue();
  }

  @Test
  void thePictureFollowsTheCrossHairThatKeysMoveOutOfSight(Engine engine) throws IOException {
    try (PageServer server = PageServer.start(engine, start(), Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.DARK);
      Page browser = page.page();
      browser.locator(STAGE).focus();
      for (int i = 0; i < 4; i++) {
        browser.keyboard().press("+");
      }
      for (int i = 0; i < 7; i++) {
        browser.keyboard().press("Shift+ArrowRight");
      }
      assertEquals((HEIGHT / 2) * WIDTH + WIDTH - 1, cross(browser));
      double scale = scale(browser);
      assertEquals(WIDTH - WIDTH / scale, left(corner(browser)), 1e-6);
      page.requireNoComplaints();
    }
  }
}
