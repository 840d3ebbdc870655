package org.example.deviation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    assertTrue(pixelwhy("methods").contains(DeviationMethods.ID));
    pixelwhy(
        "explain",
        "--model",
        NETWORK.toString(),
        "--image",
        IMAGE.toString(),
        "--method",
        DeviationMethods.ID,
        "--out",
        folder.resolve("why").toString());
    assertTrue(Files.readString(folder.resolve("why/result.json")).contains(DeviationMethods.ID));
  }

  private String pixelwhy(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("org.pixelwhy.app.cli.Main");
    command.addAll(List.of(arguments));
    Path printed = folder.resolve("printed.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Not as an argument: ONNX Runtime 1.29 crashes where the command line is long.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    int code = builder.redirectOutput(printed.toFile()).start().waitFor();
    String text = Files.readString(printed, StandardCharsets.UTF_8);
    assertEquals(0, code, text);
    return text;
  }
}
