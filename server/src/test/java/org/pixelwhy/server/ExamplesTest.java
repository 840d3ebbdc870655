package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.tensor.Text;

/** What the documentation tells programs to do works, run as processes. */
@ExtendWith(EngineExtension.class)
class ExamplesTest {
  private static final Path DOCUMENT = Path.of("../docs/server-api.md");
  private static final Path SCRIPT = Path.of("../examples/src/main/python/ask.py");

  @TempDir private Path folder;

  private static void requireProgram(String name) {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, name))),
        "no " + name + " on the path");
  }

  private String run(List<String> command) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(out);
    assertTrue(ended, text);
    assertEquals(0, process.exitValue(), text);
    return text;
  }

  @Test
  void theCurlExampleAsksAndFetchesAMap(Engine engine) throws IOException, InterruptedException {
    requireProgram("curl");
    String document = Files.readString(DOCUMENT);
    Matcher block = Pattern.compile("(?s)```\n(curl .*?)```").matcher(document);
    assertTrue(block.find());
    try (PageServer server = PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0)) {
      String script = block.group(1).replace("http://127.0.0.1:8765/", server.address());
      String out = run(List.of("sh", "-e", "-c", script));
      assertTrue(out.contains("\"id\":\"e1\""), out);
      byte[] map = new Client(server).get("api/answers/e1/maps/0").bytes();
      assertArrayEquals(map, Files.readAllBytes(folder.resolve("map.f32")));
    }
  }

  @Test
  void thePythonExampleFindsTheGreatestValueOfTheMap(Engine engine)
      throws IOException, InterruptedException {
    requireProgram("python3");
    PageServer.Start start = ShippedExample.start();
    Path picture = start.images().get(1).path().orElseThrow();
    try (PageServer server = PageServer.start(engine, start, Limits.USUAL, 0)) {
      String script = SCRIPT.toAbsolutePath().normalize().toString();
      String out = run(List.of("python3", script, server.address(), picture.toString()));
      Client client = new Client(server);
      float[] map = client.get("api/answers/e1/maps/0").floats();
      int most = 0;
      for (int i = 1; i < map.length; i++) {
        most = map[i] > map[most] ? i : most;
      }
      String place = Text.format("greatest at x %d, y %d:", most % 240, most / 240);
      assertTrue(out.contains(place), out);
    }
  }
}
