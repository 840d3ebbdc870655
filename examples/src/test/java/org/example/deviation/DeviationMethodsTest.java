package org.example.deviation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.example.Cli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.Explanation;
import org.pixelwhy.Inquiry;
import org.pixelwhy.PixelWhy;

/** The class path alone makes a method from outside known, to programs and command line. */
class DeviationMethodsTest {
  private static final Path NETWORK = Path.of("..", "docs", "example", "testnet.onnx");
  private static final Path IMAGE = Path.of("..", "docs", "example", "testnet.png");

  @TempDir Path folder;

  @Test
  void programsFindIt() {
    try (PixelWhy why = PixelWhy.of(NETWORK).threads(1).open();
        Inquiry image = why.image(IMAGE)) {
      Explanation map = image.ask("class", DeviationMethods.ID).map();
      assertEquals("Deviation x gradient", map.title());
      assertFalse(map.isBlank());
    }
  }

  @Test
  void theCommandLineFindsIt() throws Exception {
    assertTrue(Cli.run(folder, new String[] {"methods"}).contains(DeviationMethods.ID));
    String[] request = {"explain", "--model", NETWORK.toString(), "--image", IMAGE.toString()};
    String out = folder.resolve("why").toString();
    Cli.run(folder, request, "--method", DeviationMethods.ID, "--out", out);
    assertTrue(Files.readString(folder.resolve("why/result.json")).contains(DeviationMethods.ID));
  }
}
