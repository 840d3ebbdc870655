package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.study.request.ModelSource;

/** What people asked is there again after the server ended. */
@ExtendWith(EngineExtension.class)
class KeptTest {
  private static final int SIDE = 240;

  @TempDir private Path folder;

  private PageServer server(Engine engine) {
    return server(engine, ShippedExample.start());
  }

  private PageServer server(Engine engine, PageServer.Start start) {
    return PageServer.start(engine, start, Storage.in(folder.resolve("data")), Limits.USUAL, 0);
  }

  private static String asking(String target, String method, String more) {
    return "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"%s\",\"methods\":[\"%s\"],\"keep\":true%s}"
        .formatted(target, method, more);
  }

  @Test
  void anExplanationIsThereAfterARestartToTheBit(Engine engine) throws Exception {
    float[] saliency;
    float[] cam;
    byte[] pixels;
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      JsonNode first =
          client.post("api/answers", asking("class", "saliency", ",\"seed\":7")).json();
      assertEquals("x1", first.path("explanation").asText(), first.toString());
      JsonNode second =
          client.post("api/answers", asking("class", "grad-cam", ",\"explanation\":\"x1\"")).json();
      assertEquals("x1", second.path("explanation").asText(), second.toString());
      saliency = client.get("api/answers/e1/maps/0").floats();
      cam = client.get("api/answers/e2/maps/0").floats();
      pixels = client.get("api/answers/e1/target").bytes();
    }
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      JsonNode models = client.get("api/models").json().path("models");
      assertEquals(1, models.size(), "the example is not opened twice");
      assertEquals("testnet.onnx", models.get(0).path("title").asText());
      assertFalse(models.get(0).has("layers"), "nothing is opened before somebody asks");
      assertEquals(4, client.get("api/images").json().path("images").size());
      JsonNode kept = client.get("api/explanations/x1").json();
      assertEquals("m1", kept.path("model").asText());
      assertEquals("class", kept.path("target").asText());
      assertEquals("[\"saliency\",\"grad-cam\"]", kept.path("methods").toString());
      JsonNode answer = kept.path("answers").get(0);
      assertEquals(7, answer.path("question").path("seed").asInt());
      assertEquals(7, answer.path("provenance").path("seed").asInt());
      Path network = ShippedExample.start().models().get(0).file();
      assertEquals(
          hash(Files.readAllBytes(network)), answer.path("provenance").path("model").asText());
      assertTrue(answer.path("provenance").path("image").asText().matches("[0-9a-f]{64}"));
      assertArrayEquals(saliency, client.get("api/explanations/x1/maps/0").floats());
      assertArrayEquals(cam, client.get("api/explanations/x1/maps/1").floats());
      assertArrayEquals(pixels, client.get("api/explanations/x1/target").bytes());
      assertEquals(404, client.get("api/explanations/x1/maps/2").status());
      JsonNode again =
          client.post("api/answers", asking("class", "saliency", ",\"seed\":7")).json();
      assertEquals("x2", again.path("explanation").asText());
      assertArrayEquals(saliency, client.get("api/explanations/x2/maps/0").floats());
    }
  }

  private static String hash(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void drawnPixelsAreThereAfterARestart(Engine engine) throws Exception {
    byte[] marked = new byte[SIDE * SIDE];
    marked[30 * SIDE + 200] = 1;
    marked[31 * SIDE + 201] = 1;
    String question = asking("region:k1:segment", "saliency", "");
    float[] before;
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      client.upload("api/images/i1/masks", marked);
      client.post("api/answers", question);
      before = client.get("api/explanations/x1/maps/0").floats();
    }
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      assertArrayEquals(marked, client.get("api/explanations/x1/target").bytes());
      client.post("api/answers", question);
      assertArrayEquals(before, client.get("api/explanations/x2/maps/0").floats());
    }
  }

  @Test
  void uploadedModelsAndImagesAreOpenAfterARestartAndWhatIsClosedIsNot(Engine engine)
      throws Exception {
    PageServer.Start example = ShippedExample.start();
    byte[] network = Files.readAllBytes(example.models().get(0).file());
    byte[] picture = Files.readAllBytes(example.images().get(2).path().orElseThrow());
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      assertEquals(
          "m2", client.upload("api/models?name=mine.onnx", network).json().path("id").asText());
      assertEquals(
          200,
          client
              .upload(
                  "PUT",
                  "api/models/m2/card",
                  "output: {classes: [cat]}".getBytes(StandardCharsets.UTF_8))
              .status());
      assertEquals(
          "i5", client.upload("api/images?name=mine.png", picture).json().path("id").asText());
      assertEquals(200, client.delete("api/images/i4").status());
      client.post("api/answers", asking("class", "saliency", "").replace("m1", "m2"));
      assertEquals(200, client.delete("api/models/m2").status());
    }
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      assertEquals("[\"m1\"]", ids(client.get("api/models").json().path("models")));
      assertEquals(
          "[\"i1\",\"i2\",\"i3\",\"i5\"]", ids(client.get("api/images").json().path("images")));
      assertArrayEquals(
          client.get("api/images/i3/values").bytes(), client.get("api/images/i5/values").bytes());
      assertEquals("m2", client.get("api/explanations/x1").json().path("model").asText());
      JsonNode facts = client.get("api/models/m2").json();
      assertEquals("[\"cat\"]", facts.path("classes").toString(), "with its card");
      assertEquals("[\"m1\",\"m2\"]", ids(client.get("api/models").json().path("models")));
    }
  }

  private static String ids(JsonNode list) {
    List<String> ids = new ArrayList<>();
    list.forEach(one -> ids.add('"' + one.path("id").asText() + '"'));
    return "[" + String.join(",", ids) + "]";
  }

  @Test
  void modelsOfThisMachineOutliveTheirFiles(Engine engine) throws Exception {
    PageServer.Start example = ShippedExample.start();
    Path network = Files.copy(example.models().get(0).file(), folder.resolve("net.onnx"));
    Path picture =
        Files.copy(example.images().get(0).path().orElseThrow(), folder.resolve("p.png"));
    PageServer.Start named =
        new PageServer.Start(List.of(ModelSource.of(network)), List.of(ImageSource.of(picture)));
    try (PageServer server = server(engine, named)) {
      new Client(server).post("api/answers", asking("class", "saliency", ""));
    }
    Files.delete(network);
    Files.delete(picture);
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      assertEquals("net.onnx", client.get("api/models/m1").json().path("title").asText());
      assertEquals(201, client.post("api/answers", asking("class", "saliency", "")).status());
    }
  }

  @Test
  void explanationsAreNamedFoundPagedAndDeleted(Engine engine) throws Exception {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      for (int i = 0; i < 3; i++) {
        client.post("api/answers", asking("pixel:60,11" + i, "saliency", ""));
      }
      client.post("api/answers", asking("class", "saliency", "").replace(",\"keep\":true", ""));
      JsonNode page = client.get("api/explanations?count=2").json();
      assertEquals("[\"x3\",\"x2\"]", ids(page.path("explanations")));
      assertEquals("x2", page.path("next").asText());
      JsonNode rest = client.get("api/explanations?count=2&before=x2").json();
      assertEquals("[\"x1\"]", ids(rest.path("explanations")));
      assertFalse(rest.has("next"));
      assertEquals(
          "the odd one",
          patch(client, "x2", "{\"name\":\" the odd one\"}").json().path("name").asText());
      assertEquals(
          "[\"x2\"]", ids(client.get("api/explanations?find=ODD").json().path("explanations")));
      assertEquals(400, patch(client, "x2", "{\"name\":7}").status());
      assertEquals(400, patch(client, "x2", "{\"name\":\"" + "a".repeat(201) + "\"}").status());
      assertEquals(200, client.delete("api/explanations/x2").status());
      assertEquals(404, client.get("api/explanations/x2").status());
      assertEquals(404, client.delete("api/explanations/x2").status());
      assertEquals(404, patch(client, "x2", "{\"name\":\"a\"}").status());
      for (String none : List.of("x0", "x99999999999999999999", "1", "x1'--", "m1")) {
        assertEquals(404, client.get("api/explanations/" + none).status(), none);
      }
      assertEquals(400, client.get("api/explanations?count=0").status());
    }
  }

  private static Client.Reply patch(Client client, String id, String json)
      throws IOException, InterruptedException {
    return client.send(
        client
            .request("api/explanations/" + id)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json)));
  }

  @Test
  void anAnswerIsAddedOnlyToAnExplanationOfTheSameTarget(Engine engine) throws Exception {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      client.post("api/answers", asking("class", "saliency", ""));
      Client.Reply other =
          client.post("api/answers", asking("pixel:9,9", "saliency", ",\"explanation\":\"x1\""));
      assertEquals(400, other.status());
      assertTrue(other.error().contains("another model, image or target"), other.error());
      assertEquals(
          404,
          client
              .post("api/answers", asking("class", "saliency", ",\"explanation\":\"x7\""))
              .status());
    }
  }
}
