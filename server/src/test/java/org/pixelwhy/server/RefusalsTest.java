package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.Client.Reply;
import org.pixelwhy.server.opened.Limits;

/** What is refused, with a sentence; the server goes on. */
@ExtendWith(EngineExtension.class)
class RefusalsTest {
  private static final String SALIENCY =
      "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"class\",\"methods\":[\"saliency\"]}";

  private final PageServer.Start start = ShippedExample.start();

  private PageServer server(Engine engine, Limits limits) {
    return PageServer.start(engine, start, limits, 0);
  }

  private static void refused(int status, String part, Reply reply) throws IOException {
    String text = new String(reply.bytes(), StandardCharsets.UTF_8);
    assertEquals(status, reply.status(), text);
    assertTrue(reply.error().contains(part), text);
    assertFalse(text.contains("Exception"), text);
    assertFalse(text.contains(System.getProperty("java.io.tmpdir")), text);
  }

  private byte[] model() throws IOException {
    return Files.readAllBytes(start.models().get(0).file());
  }

  @Test
  void damagedFilesAreRefusedByTheNameThatTheClientGave(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = server(engine, Limits.USUAL)) {
      Client client = new Client(server);
      byte[] half = Arrays.copyOf(model(), model().length / 2);
      refused(400, "half.onnx", client.upload("api/models?name=half.onnx", half));
      byte[] html = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
      refused(400, "x.png", client.upload("api/images?name=x.png", html));
      refused(400, "net.png", client.upload("api/images?name=net.png", model()));
      byte[] picture = Files.readAllBytes(start.images().get(0).path().orElseThrow());
      refused(400, "p.onnx", client.upload("api/models?name=p.onnx", picture));
      refused(400, "nothing was sent", client.upload("api/images?name=x.png", new byte[0]));
      assertEquals(1, client.get("api/models").json().path("models").size());
      assertEquals(4, client.get("api/images").json().path("images").size());
      assertEquals(201, client.post("api/answers", SALIENCY).status());
    }
  }

  @Test
  void moreThanTheLimitsAllowIsRefused(Engine engine) throws IOException, InterruptedException {
    Limits small = new Limits(1000, 1000, 100, 1, 5, 1);
    try (PageServer server = server(engine, small)) {
      Client client = new Client(server);
      refused(413, "as many as may be", client.upload("api/models?name=a", new byte[10]));
      refused(413, "1000 bytes", client.upload("api/images?name=a", new byte[1001]));
      byte[] picture = Files.readAllBytes(start.images().get(0).path().orElseThrow());
      Reply large = client.upload("api/images?name=a.png", Arrays.copyOf(picture, picture.length));
      assertTrue(large.status() == 400 || large.status() == 413, large.error());
      refused(
          413, "bytes that are allowed", client.upload("api/images/i1/masks", new byte[1 << 16]));
      refused(413, "allowed", client.post("api/answers", " ".repeat(1 << 20) + SALIENCY));
    }
  }

  /** A connection that is closed while they send may leave them without the reason. */
  @Test
  void whoSendsMuchThatIsRefusedIsToldWhy(Engine engine) throws IOException, InterruptedException {
    Limits full = new Limits(1 << 26, 1 << 26, 1 << 26, 1, 64, 1 << 28);
    try (PageServer server = server(engine, full)) {
      byte[] much = new byte[4 << 20];
      for (int i = 0; i < 40; i++) {
        Client client = new Client(server);
        refused(413, "as many as may be", client.upload("api/models?name=a.onnx", much));
        refused(404, "nothing at this address", client.upload("api/nothing", much));
        refused(
            403,
            "other sites",
            client.with("Origin", "http://evil.example").upload("api/images?name=a.png", much));
      }
    }
  }

  @Test
  void otherSitesAndNamesAreRefused(Engine engine) throws IOException, InterruptedException {
    try (PageServer server = server(engine, Limits.USUAL)) {
      Client client = new Client(server);
      refused(
          403,
          "other sites",
          client.send(client.request("api/models").header("Origin", "http://evil.example")));
      refused(
          403,
          "other sites",
          client.send(client.request("api/models").header("Sec-Fetch-Site", "cross-site")));
      String own = "http://127.0.0.1:" + server.port();
      assertEquals(200, client.send(client.request("api/models").header("Origin", own)).status());
      for (String host : List.of("evil.example:" + server.port(), "127.0.0.1", "127.0.0.1:1")) {
        assertTrue(raw(server, host).contains("403"), host);
      }
      assertTrue(raw(server, "localhost:" + server.port()).contains("200"));
      Reply form =
          client.send(
              client
                  .request("api/answers")
                  .header("Content-Type", "text/plain")
                  .POST(java.net.http.HttpRequest.BodyPublishers.ofString(SALIENCY)));
      refused(400, "application/json", form);
    }
  }

  private static String raw(PageServer server, String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String text = "GET /api/about HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
    }
  }

  @Test
  void noRequestReadsAFileOfTheMachine(Engine engine, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path secret = Files.copy(start.images().get(0).path().orElseThrow(), folder.resolve("s.png"));
    try (PageServer server = server(engine, Limits.USUAL)) {
      Client client = new Client(server);
      refused(404, "no mask", client.post("api/answers", asking("region:" + secret, "")));
      refused(404, "no mask", client.post("api/answers", asking(" Region:" + secret, "")));
      refused(
          400,
          "names a file",
          client.post(
              "api/answers",
              asking("class", "baseline=" + secret).replace("saliency", "integrated-gradients")));
      refused(
          404,
          "no explainer",
          client.post(
              "api/answers", asking("class", "explainer=" + secret).replace("saliency", "unoise")));
      for (String path :
          List.of(
              "api/images/..%2f..%2fetc/picture",
              "..%2fpom.xml",
              "lib/lit/../../app.js",
              "lib/lit/package.json",
              "files.txt",
              "%2e%2e/%2e%2e/etc/passwd")) {
        int status = client.get(path).status();
        assertTrue(status == 400 || status == 404, path + ": " + status);
      }
    }
  }

  private static String asking(String target, String option) {
    return SALIENCY
        .replace("\"class\"", "\"" + target + "\"")
        .replace("}", option.isEmpty() ? "}" : ",\"options\":[\"" + option + "\"]}");
  }

  @Test
  void questionsThatAreNoneAreRefused(Engine engine) throws IOException, InterruptedException {
    try (PageServer server = server(engine, Limits.USUAL)) {
      Client client = new Client(server);
      refused(400, "no JSON", client.post("api/answers", "{"));
      refused(400, "no JSON object", client.post("api/answers", "[1]"));
      refused(400, "no JSON", client.post("api/answers", "[".repeat(5000)));
      refused(400, "unknown field 'modle'", client.post("api/answers", "{\"modle\":1}"));
      refused(
          400,
          "expected a text",
          client.post("api/answers", "{\"model\":NaN}".replace("NaN", "7")));
      refused(400, "no JSON", client.post("api/answers", "{\"model\":NaN}"));
      refused(400, "pixel", client.post("api/answers", asking("pixel:NaN,3", "")));
      refused(400, "outside", client.post("api/answers", asking("pixel:-3,3", "")));
      refused(400, "unknown class", client.post("api/answers", asking("class:liver", "")));
      refused(404, "no model", client.post("api/answers", SALIENCY.replace("m1", "m9")));
      refused(404, "no image", client.post("api/answers", SALIENCY.replace("i1", "../i1")));
      refused(400, "method", client.post("api/answers", SALIENCY.replace("saliency", "salience")));
      refused(400, "no slices", client.get("api/images/i1/picture?plane=axial&slice=1"));
      refused(404, "not kept", client.get("api/answers/e77"));
      refused(404, "nothing at this address", client.get("api/nothing"));
    }
  }

  @Test
  void everyAnswerForbidsForeignScriptsAndFrames(Engine engine)
      throws IOException, InterruptedException {
    try (PageServer server = server(engine, Limits.USUAL)) {
      Client client = new Client(server);
      for (String path : List.of("", "app.js", "api/about", "api/nothing", "lib/lit/index.js")) {
        String policy =
            client.get(path).response().headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self'"), path);
        assertTrue(policy.contains("frame-ancestors 'none'"), path);
        assertFalse(policy.contains("unsafe"), path);
      }
    }
  }
}
