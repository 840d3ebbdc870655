package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Storage;

/** Jobs that the server ended in go on where they were. */
@ExtendWith(EngineExtension.class)
class ResumedJobsTest {
  private static final String RISE = "rise\"],\"options\":[\"rise.masks=400\"";
  private static final String DREAM =
      "dream\"],\"options\":[\"dream.steps=25\",\"dream.features=stat_mean\"";

  @TempDir private Path folder;

  private PageServer server(Engine engine) {
    Storage storage = Storage.in(folder.resolve("data"));
    return PageServer.start(engine, ShippedExample.start(), storage, Limits.USUAL, 0);
  }

  private static String asking(String method) {
    return "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"class\",\"methods\":[\"%s]}"
        .formatted(method);
  }

  private List<Path> unfinished() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("data/unfinished"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** What is said of a job as soon as it is so far, or at its end. */
  private static JsonNode at(Client client, int least) throws Exception {
    while (true) {
      JsonNode job = client.get("api/jobs/j1").json();
      if (job.path("done").asInt() >= least || job.path("state").asText().matches("done|failed")) {
        return job;
      }
      Thread.sleep(5);
    }
  }

  /** Ends a server in the middle of a job. */
  private void interrupt(Engine engine, String method, int least) throws Exception {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      assertEquals(202, client.post("api/jobs", asking(method)).status());
      assertEquals("running", at(client, least).path("state").asText());
    }
    assertTrue(!unfinished().isEmpty(), "what it had come to");
  }

  /** The arrays of the first explanation, once the job is done. */
  private static byte[] array(Client client, int number) throws Exception {
    JsonNode job = client.await("j1", "done", "failed");
    assertEquals("done", job.path("state").asText(), job.toString());
    return client.get("api/explanations/x1/maps/" + number).bytes();
  }

  private static byte[] atOnce(Client client, String method, int number) throws Exception {
    String answer = client.post("api/answers", asking(method)).json().path("id").asText();
    return client.get("api/answers/" + answer + "/maps/" + number).bytes();
  }

  @Test
  void riseKeepsTheMasksThatItHasTried(Engine engine) throws Exception {
    interrupt(engine, RISE, 200);
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      int first = at(client, 1).path("done").asInt();
      assertTrue(first >= 128, "it goes on at " + first);
      byte[] map = array(client, 0);
      assertEquals(List.of(), unfinished());
      assertArrayEquals(atOnce(client, RISE, 0), map);
    }
  }

  @Test
  void aDreamGoesOnWithTheFrameThatItHad(Engine engine) throws Exception {
    interrupt(engine, DREAM, 10);
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      int first = at(client, 1).path("done").asInt();
      assertTrue(first >= 10, "it goes on at " + first);
      client.await("j1", "done", "failed");
      int curves = client.get("api/explanations/x1").json().at("/answers/0/maps").size() - 1;
      byte[] csv = array(client, curves);
      assertEquals(List.of(), unfinished());
      assertArrayEquals(atOnce(client, DREAM, curves), csv);
    }
  }

  @Test
  void whatCannotBeGoneOnFromIsDoneAgain(Engine engine) throws Exception {
    interrupt(engine, RISE, 200);
    Path file = unfinished().get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      byte[] map = array(client, 0);
      assertArrayEquals(atOnce(client, RISE, 0), map);
    }
  }
}
