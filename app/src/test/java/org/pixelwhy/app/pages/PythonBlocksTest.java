package org.pixelwhy.app.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.Subprocess;

/** What docs/compile.md does in Python with explainers, one block after the other as they stand. */
class PythonBlocksTest {
  private static final String PAGE = "docs/compile.md";

  private static final String LIBRARIES = "import onnxruntime, numpy, PIL";

  @TempDir Path folder;

  @Test
  void explainersRunInPythonAsThePageShows() throws IOException, InterruptedException {
    assumeTrue(
        Files.exists(Path.of("/bin/sh")) && python("probe.py", LIBRARIES) == 0,
        PAGE
            + ": its Python is not run: no python3 with onnxruntime, numpy and pillow on the path");
    Path example = Files.createDirectories(folder.resolve("docs/example"));
    for (String file : List.of("testnet.onnx", "testnet.png")) {
      Files.copy(Pages.ROOT.resolve("docs/example").resolve(file), example.resolve(file));
    }
    for (Typed command : new Pages().commands()) {
      if (command.page().equals(PAGE) && command.block()) {
        Subprocess made = Subprocess.run(folder, command.words().toArray(String[]::new));
        assertEquals(0, made.exitCode(), made.err());
      }
    }
    assertEquals(0, python("page.py", blocks()), () -> printed());
    List<String> lines = printed().lines().toList();
    assertEquals("0.0", lines.get(lines.size() - 1), printed());
    assertTrue(printed().contains("'pixelwhy.method': 'guided-backprop'"), printed());
    BufferedImage why = ImageIO.read(folder.resolve("why.png").toFile());
    assertEquals(96, why.getWidth());
  }

  private static String blocks() throws IOException {
    String page = Files.readString(Pages.ROOT.resolve(PAGE));
    List<String> blocks =
        Pattern.compile("(?ms)^```python\n(.*?)^```$")
            .matcher(page)
            .results()
            .map((MatchResult block) -> block.group(1))
            .toList();
    assertEquals(2, blocks.size(), PAGE);
    return blocks.stream().collect(Collectors.joining("\n"));
  }

  /** Through a shell, to which a program that there is not is an exit code. */
  private int python(String name, String script) throws IOException, InterruptedException {
    Files.writeString(folder.resolve(name), script);
    Process process =
        new ProcessBuilder("/bin/sh", "-c", "exec python3 " + name)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("printed.txt").toFile())
            .start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "no end: " + name);
    return process.exitValue();
  }

  private String printed() {
    try {
      return Files.readString(folder.resolve("printed.txt"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
