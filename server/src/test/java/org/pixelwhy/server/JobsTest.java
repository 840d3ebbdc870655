package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.DatabaseAddress;
import org.pixelwhy.server.store.Postgres;
import org.pixelwhy.server.store.Storage;

/** Questions that are answered when their turn comes. */
@ExtendWith(EngineExtension.class)
class JobsTest {

  @TempDir private Path folder;

  private PageServer server(Engine engine) {
    return PageServer.start(
        engine, ShippedExample.start(), Storage.in(folder.resolve("data")), Limits.USUAL, 0);
  }

  private static String asking(String target, String method, String option) {
    return "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"%s\",\"methods\":[\"%s\"],\"options\":[%s],\"seed\":3}"
        .formatted(target, method, option.isEmpty() ? "" : "\"" + option + "\"");
  }

  /** Runs until it is cancelled. */
  private static String endless() {
    return asking("class", "rise", "rise.masks=20000");
  }

  @Test
  void aJobGivesTheMapsThatAnAnswerGives(Engine engine) throws Exception {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      String question = asking("pixel:60,110", "rise", "rise.masks=20");
      Client.Reply taken = client.post("api/jobs", question);
      assertEquals(202, taken.status(), taken.error());
      assertEquals("j1", taken.json().path("id").asText());
      JsonNode done = client.await("j1", "done", "failed");
      assertEquals("x1", done.path("explanation").asText(), done.toString());
      assertEquals("pixel:60,110", done.path("question").path("target").asText());
      String answer = client.post("api/answers", question).json().path("id").asText();
      assertArrayEquals(
          client.get("api/answers/" + answer + "/maps/0").floats(),
          client.get("api/explanations/x1/maps/0").floats());
      String more = asking("pixel:60,110", "saliency", "").replace("}", ",\"explanation\":\"x1\"}");
      client.post("api/jobs", more);
      client.await("j2", "done");
      assertEquals(2, client.get("api/explanations/x1").json().path("methods").size());
    }
  }

  @Test
  void quickQuestionsAreAnsweredWhileALongOneRuns(Engine engine) throws Exception {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      client.post("api/jobs", endless());
      client.post("api/jobs", asking("class", "occlusion", ""));
      client.post("api/jobs", asking("class", "saliency", ""));
      client.await("j1", "running");
      client.await("j3", "done");
      assertEquals(201, client.post("api/answers", asking("class", "saliency", "")).status());
      JsonNode waiting = client.get("api/jobs/j2").json();
      assertEquals("queued", waiting.path("state").asText());
      assertEquals(1, waiting.path("before").asInt());
      JsonNode jobs = client.get("api/jobs").json().path("jobs");
      assertEquals(3, jobs.size());
      assertEquals("j3", jobs.get(0).path("id").asText());
      assertEquals("cancelled", client.delete("api/jobs/j1").json().path("state").asText());
      client.await("j2", "done");
      assertEquals("cancelled", client.get("api/jobs/j1").json().path("state").asText());
      assertEquals("done", client.delete("api/jobs/j2").json().path("state").asText());
    }
  }

  @Test
  void progressIsToldUntilTheEnd(Engine engine) throws Exception {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      client.post("api/jobs", endless());
      URLConnection events =
          URI.create(server.address() + "api/jobs/j1/events").toURL().openConnection();
      events.setRequestProperty("Accept", "text/event-stream");
      boolean progress = false;
      String last = "";
      try (InputStream in = events.getInputStream();
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("data:")) {
            last = line;
          }
          if (!progress && line.contains("secondsLeft")) {
            progress = true;
            assertTrue(line.contains("\"total\":"), line);
            client.delete("api/jobs/j1");
          }
        }
      }
      assertTrue(progress);
      assertTrue(last.contains("\"state\":\"cancelled\""), last);
      assertEquals(400, client.get("api/jobs/j1/events").status());
      assertEquals(404, client.get("api/jobs/j7/events").status());
    }
  }

  @Test
  void whatCannotBeAnsweredIsSaidAtOnce(Engine engine) throws Exception {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      assertEquals(400, client.post("api/jobs", asking("class:liver", "rise", "")).status());
      assertEquals(400, client.post("api/jobs", asking("class", "rice", "")).status());
      assertEquals(400, client.post("api/jobs", asking("class", "rise", "rise.masks=-1")).status());
      assertEquals(
          404, client.post("api/jobs", asking("class", "rise", "").replace("m1", "m8")).status());
      assertEquals(404, client.get("api/jobs/j1").status());
      assertEquals(404, client.delete("api/jobs/x1").status());
      assertEquals("[]", client.get("api/jobs").json().path("jobs").toString());
    }
  }

  @Test
  void whatFailsSaysWhyAndTheNextGoesOn(Engine engine) throws Exception {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      client.post("api/jobs", asking("pixel:9999,1", "saliency", ""));
      client.post("api/jobs", asking("pixel:9,1", "saliency", ""));
      JsonNode failed = client.await("j1", "failed");
      assertTrue(failed.path("error").asText().contains("outside"), failed.toString());
      client.await("j2", "done");
    }
  }

  @Test
  void whatRunsWhenTheServerIsEndedIsBegunAgain(Engine engine) throws Exception {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      client.post("api/jobs", endless());
      client.post("api/jobs", asking("class", "rise", "rise.masks=10"));
      client.await("j1", "running");
    }
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      client.await("j1", "running");
      client.delete("api/jobs/j1");
      client.await("j2", "done");
    }
  }

  @Test
  void aClosedModelEndsItsJobs(Engine engine) throws Exception {
    try (PageServer server = server(engine)) {
      Client client = new Client(server);
      client.post("api/jobs", endless());
      client.await("j1", "running");
      assertEquals(200, client.delete("api/models/m1").status());
      JsonNode failed = client.await("j1", "failed");
      assertTrue(failed.path("error").asText().contains("closed"), failed.toString());
    }
  }

  @Test
  void aDatabaseThatIsGoneForAWhileLosesNothing(Engine engine) throws Exception {
    try (Postgres postgres = Postgres.start()) {
      Storage storage =
          new Storage(
              Optional.of(folder.resolve("data")),
              Optional.of(DatabaseAddress.postgresql(postgres.database("gone"))));
      try (PageServer server =
          PageServer.start(engine, ShippedExample.start(), storage, Limits.USUAL, 0)) {
        Client client = new Client(server);
        client.post("api/jobs", asking("class", "rise", "rise.masks=60"));
        client.post("api/jobs", asking("class", "rise", "rise.masks=30"));
        postgres.stop();
        Client.Reply refused = client.get("api/explanations");
        assertEquals(503, refused.status());
        assertTrue(refused.error().contains("nothing is lost"), refused.error());
        assertEquals(503, client.post("api/jobs", asking("class", "saliency", "")).status());
        assertEquals(201, client.post("api/answers", asking("class", "saliency", "")).status());
        postgres.resume();
        JsonNode first = client.await("j1", "done", "failed");
        JsonNode second = client.await("j2", "done", "failed");
        assertEquals("done", first.path("state").asText(), first.toString());
        assertEquals("done", second.path("state").asText(), second.toString());
        assertEquals(2, client.get("api/explanations").json().path("explanations").size());
        assertFalse(client.get("api/jobs/j3").status() == 200, "what was refused is not there");
      }
    }
  }
}
