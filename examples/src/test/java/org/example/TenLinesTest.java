package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pixelwhy.Answers;
import org.pixelwhy.Explanation;
import org.pixelwhy.Inquiry;
import org.pixelwhy.PixelWhy;
import org.pixelwhy.image.Image;
import org.pixelwhy.image.io.ImageReader;

class TenLinesTest {
  private static final Path NETWORK = Path.of("..", "docs", "example");

  @TempDir Path folder;

  @Test
  void tenLinesWriteAPictureOfEachMap() throws IOException {
    Answers answers =
        TenLines.explain(
            NETWORK.resolve("testnet.onnx"), NETWORK.resolve("testnet.png"), "border", folder);
    assertEquals(
        List.of("grad-cam", "saliency"), answers.maps().stream().map(Explanation::method).toList());
    for (Explanation map : answers.maps()) {
      Image picture = ImageReader.read(folder.resolve(map.method() + ".png"));
      assertTrue(picture.width() >= 400, picture.width() + " pixels wide");
    }
  }

  @Test
  void severalQuestionsWithOptionsAreAnsweredAndScored() {
    try (PixelWhy why = PixelWhy.of(NETWORK.resolve("testnet.onnx")).threads(1).open();
        Inquiry image = why.image(NETWORK.resolve("testnet.png"))) {
      Answers answers = Asking.ask(image);
      assertEquals(2, answers.by("lrp").size());
      for (Explanation map : answers.by("occlusion")) {
        assertTrue(map.scores().get("deletion").isPresent(), map.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "main/java/org/example/deviation/DeviationXGradient",
        "main/java/org/example/deviation/DeviationMethods",
        "test/java/org/example/deviation/DeviationXGradientTest"
      })
  void theTutorialShowsTheFilesThatRun(String source) throws IOException {
    String block = Snippet.of(Path.of("src", source + ".java")).block();
    String page = Files.readString(Path.of("..", "docs", "own-method.md"));
    assertTrue(page.contains(block), "docs/own-method.md does not show\n" + block);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TenLines", "Asking", "deviation/DeviationMethods", "graymap/GraymapFormat"})
  void thePageShowsTheLinesThatRun(String source) throws IOException {
    String block = Snippet.of(Path.of("src/main/java/org/example", source + ".java")).block();
    String page = Files.readString(Path.of("..", "docs", "java.md"));
    assertTrue(page.contains(block), "docs/java.md does not show\n" + block);
  }
}
