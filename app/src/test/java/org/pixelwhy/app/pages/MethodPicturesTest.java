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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.app.cli.CommandLines;

/**
 * The pictures of the method pages and of the README are those that the program draws today:
 * redrawn as scripts/pictures.sh does, but for the slow ones, of which only the size is compared.
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
    if (SLOW.contains(id)) {
      BufferedImage shown = ImageIO.read(file.toFile());
      BufferedImage other = ImageIO.read(drawn("saliency").toFile());
      assertNotNull(shown, mend);
      assertEquals(other.getWidth(), shown.getWidth(), mend);
      assertEquals(other.getHeight(), shown.getHeight(), mend);
    } else {
      requireAlike(file, drawn(id), mend);
    }
  }

  /** As scripts/pictures.sh draws them. */
  @Test
  void theFiguresOfTheReadmeAreThoseThatAreDrawnToday(@TempDir Path drawn) throws IOException {
    Path shipped = Pages.ROOT.resolve("core/src/main/resources/org/pixelwhy/study/demo");
    StringWriter err = new StringWriter();
    int code =
        CommandLines.run(
            CommandLines.quiet(new PrintWriter(err, true)),
            "explain",
            shipped.resolve("nuclei.onnx").toString(),
            shipped.resolve("cells.png").toString(),
            "--method=saliency,lrp,occlusion",
            "--option=occlusion.stride=4",
            "--target=border",
            "--target=pixel:58,55",
            "--no-values",
            "--figure=png",
            "--figure-columns=5",
            "--figure-dpi=170",
            "--out=" + drawn);
    assertEquals(0, code, err::toString);
    for (String target : List.of("border", "pixel_58_55")) {
      String name = "nuclei-" + target.replaceFirst("_.*", "") + ".png";
      requireAlike(
          Pages.ROOT.resolve("docs/images").resolve(name),
          drawn.resolve("cells").resolve(target + "-figure.png"),
          name + " is stale: run scripts/pictures.sh nuclei and look");
    }
  }

  private static void requireAlike(Path shown, Path drawn, String mend) throws IOException {
    BufferedImage before = ImageIO.read(shown.toFile());
    BufferedImage now = ImageIO.read(drawn.toFile());
    assertNotNull(before, mend);
    assertEquals(now.getWidth(), before.getWidth(), mend);
    assertEquals(now.getHeight(), before.getHeight(), mend);
    int others = others(now, before);
    int allowed = (int) (SHARE * now.getWidth() * now.getHeight());
    assertEquals(0, Math.max(0, others - allowed), () -> mend + "; other pixels: " + others);
  }

  private static int others(BufferedImage now, BufferedImage before) {
    int others = 0;
    for (int y = 0; y < now.getHeight(); y++) {
      for (int x = 0; x < now.getWidth(); x++) {
        others += alike(now.getRGB(x, y), before.getRGB(x, y)) ? 0 : 1;
      }
    }
    return others;
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
