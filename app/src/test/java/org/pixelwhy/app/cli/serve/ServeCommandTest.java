package org.pixelwhy.app.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pixelwhy.app.cli.Served;
import org.pixelwhy.app.cli.Subprocess;

/** The command as a process: what it prints, serves and leaves behind. */
class ServeCommandTest {
  @TempDir Path folder;

  private static HttpResponse<String> get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void servesTheShippedExampleWhereItSaysAndLeavesNothingWhenItIsEnded() throws Exception {
    Served served = Served.in(folder, List.of());
    Process process = served.process();
    try {
      String address = served.address();
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

  @Test
  void itsNetworksEndWithItHoweverItEnds() throws Exception {
    Served served = Served.in(folder, List.of());
    List<ProcessHandle> networks = served.process().descendants().toList();
    assertEquals(1, networks.size());
    served.process().destroyForcibly();
    for (ProcessHandle network : networks) {
      network.onExit().get(100, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--host 0.0.0.0 --data none, takes accounts",
    "--public-url https://a.example --data none, account add",
    "--public-url https://a.example/b, without a path",
    "--token --token-file a.txt, expected one of them",
    "--token-file nothing.txt, cannot be read",
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
