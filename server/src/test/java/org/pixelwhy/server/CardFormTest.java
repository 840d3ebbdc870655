package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

/** The form of a network's card: the mask follows what is stated. */
@ExtendWith(EngineExtension.class)
class CardFormTest {
  private static final int WIDTH = 20;
  private static final int HEIGHT = 12;

  @RegisterExtension private final Chromium chromium = new Chromium();

  @TempDir private Path folder;

  @Test
  void theMaskChangesWithWhatIsStatedInPlaceOfTheGuesses(Engine engine)
      throws IOException, InterruptedException {
    // 3 v - 1.5: of values up to 255 both spots are in the mask, of values up to 1 the bright one.
    Path model = TinyNetwork.write(folder, -1.5f, HEIGHT, WIDTH);
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSample(9, 4, 0, 200);
    picture.getRaster().setSample(3, 10, 0, 100);
    Path image = folder.resolve("two.png");
    ImageIO.write(picture, "png", image.toFile());
    PageServer.Start start =
        new PageServer.Start(List.of(ModelSource.of(model)), List.of(ImageSource.of(image)));
    try (PageServer server = PageServer.start(engine, start, Limits.USUAL, 0)) {
      OpenPage page = new OpenPage(chromium, server, ColorScheme.LIGHT);
      Page browser = page.page();
      assertTrue(browser.locator(".card-form summary").innerText().contains("guesses"));
      browser.locator(".card-form summary").click();
      browser.locator("label:has-text('Values go in as') select").selectOption("none");
      page.settle();
      assertEquals(2, page.target().size());
      browser.locator("label:has-text('Values go in as') select").selectOption("x / 255");
      page.settle();
      assertEquals(List.of(5 * WIDTH + 7), page.target());
      browser.locator(".card-form input").fill("cell");
      browser.locator(".card-form input").press("Enter");
      page.settle();
      assertEquals("Why is the pixel called cell?", page.title());
      var facts = new Client(server).get("api/models/m1").json();
      assertEquals(0, facts.path("guesses").size(), facts.toString());
      assertEquals("cell", facts.path("card").path("output").path("classes").get(0).asText());
      page.requireNoComplaints();
    }
  }
}
