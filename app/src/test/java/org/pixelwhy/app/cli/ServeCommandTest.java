package org.pixelwhy.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as a process: what it prints, serves and leaves behind. */
class ServeCommandTest {
  private static final String SAYS = "PixelWhy is at ";

  @TempDir Path folder;

  private Process serve() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-Djava.io.tmpdir=" + folder,
            Main.class.getName(),
            "serve",
            "--port",
            "0",
            "--data",
            folder.resolve("data").toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static HttpResponse<String> get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void servesTheShippedExampleWhereItSaysAndLeavesNothingWhenItIsEnded() throws Exception {
    Process process = serve();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      assertTrue(line != null && line.startsWith(SAYS + "http://127.0.0.1:"), line);
      String address = line.substring(SAYS.length(), line.indexOf(" (Ctrl-C"));
      HttpResponse<String> page = get(address);
      assertEquals(200, page.statusCode());
      assertTrue(page.headers().firstValue("Content-Security-Policy").isPresent());
      HttpResponse<String> models = get(address + "api/models");
      assertEquals(200, models.statusCode());
      assertTrue(models.body().contains("testnet.onnx"), models.body());
      assertEquals(404, get(address + "api/nothing").statusCode());
    } finally {
      // The gentle way, as Ctrl-C does.
      process.destroy();
      assertTrue(process.waitFor(100, TimeUnit.SECONDS), "it does not end");
    }
    try (Stream<Path> left = Files.list(folder)) {
      List<String> names = left.map(path -> path.getFileName().toString()).toList();
      assertFalse(names.stream().anyMatch(name -> name.startsWith("pixelwhy-run")), "" + names);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--host 0.0.0.0, served to this machine only",
    "--port 70000, expected a number from 0 to 65535",
    "--image a.png, needs a network",
    "--model nothing.onnx, nothing.onnx"
  })
  void whatCannotBeServedIsRefusedInTwoLines(String arguments, String message) {
    String[] all = ("serve " + arguments).split(" ");
    Subprocess refused = Subprocess.run(folder, all);
    assertEquals(2, refused.exitCode(), refused.out());
    assertTrue(refused.err().contains(message), refused.err());
    assertTrue(refused.errorLines().size() <= 2, refused.err());
  }
}
