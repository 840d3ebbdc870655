package org.pixelwhy.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.app.cli.CommandLines;

/**
 * The pictures of the method pages are those that the program draws today: redrawn as
 * scripts/pictures.sh does, but for the slow ones, of which only the size is compared.
 */
class MethodPicturesTest {
  private static final Path EXAMPLE = Pages.ROOT.resolve("docs/example");
  private static final String LAYER = "mid.2.relu";

  private static final Set<String> SLOW =
      Set.of(
          "rise",
          "hausdorff-masks",
          "kernel-shap",
          "misure",
          "occlusion",
          "ablation-cam",
          "score-cam",
          "unoise");

  /**
   * Levels of a channel beyond which a pixel is another one, and the share of these that may be.
   */
  private static final int ALIKE = 32;

  private static final double SHARE = 0.001;

  @TempDir private static Path folder;

  private static List<String> ids() throws IOException {
    try (Stream<Path> pages = Files.list(Pages.ROOT.resolve("docs/methods"))) {
      return pages
          .map(page -> page.getFileName().toString().replace(".md", ""))
          .filter(id -> !id.equals("README"))
          .sorted()
          .toList();
    }
  }

  @BeforeAll
  static void draw() throws IOException {
    List<String> quick = ids().stream().filter(id -> !SLOW.contains(id)).toList();
    StringWriter err = new StringWriter();
    int code =
        CommandLines.run(
            CommandLines.quiet(new PrintWriter(err, true)),
            "explain",
            EXAMPLE.resolve("testnet.onnx").toString(),
            EXAMPLE.resolve("testnet.png").toString(),
            "--method",
            String.join(",", quick),
            "--target",
            "class",
            "--layer",
            LAYER,
            "--no-values",
            "--out",
            folder.toString());
    assertEquals(0, code, err::toString);
  }

  @ParameterizedTest
  @MethodSource("ids")
  void thePictureOfAMethodsPageIsTheOneThatIsDrawnToday(String id) throws IOException {
    Path file = Pages.ROOT.resolve("docs/images/methods").resolve(id + ".png");
    String mend = file.getFileName() + " is stale: run scripts/pictures.sh " + id + " and look";
    BufferedImage shown = ImageIO.read(file.toFile());
    BufferedImage drawn = ImageIO.read(drawn(SLOW.contains(id) ? "saliency" : id).toFile());
    assertNotNull(shown, mend);
    assertEquals(drawn.getWidth(), shown.getWidth(), mend);
    assertEquals(drawn.getHeight(), shown.getHeight(), mend);
    if (!SLOW.contains(id)) {
      int others = 0;
      for (int y = 0; y < drawn.getHeight(); y++) {
        for (int x = 0; x < drawn.getWidth(); x++) {
          others += alike(drawn.getRGB(x, y), shown.getRGB(x, y)) ? 0 : 1;
        }
      }
      int allowed = (int) (SHARE * drawn.getWidth() * drawn.getHeight());
      int found = others;
      assertEquals(0, Math.max(0, others - allowed), () -> mend + "; other pixels: " + found);
    }
  }

  /** A map of a layer is named after it, too. */
  private static Path drawn(String id) {
    Path plain = folder.resolve("testnet").resolve(id + ".png");
    Path layered = folder.resolve("testnet").resolve(id + "-" + LAYER + ".png");
    return Files.exists(layered) ? layered : plain;
  }

  private static boolean alike(int a, int b) {
    for (int shift = 0; shift <= 16; shift += 8) {
      if (Math.abs((a >> shift & 255) - (b >> shift & 255)) > ALIKE) {
        return false;
      }
    }
    return true;
  }
}
