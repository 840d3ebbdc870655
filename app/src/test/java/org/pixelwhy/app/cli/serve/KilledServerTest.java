package org.pixelwhy.app.cli.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.Served;
import org.pixelwhy.server.store.Postgres;

/** A server that is killed while it has a hundred questions to answer. */
class KilledServerTest {
  private static final int JOBS = 100;
  private static final int DONE_BEFORE = 15;
  private static final long PATIENCE_MILLIS = 300_000;

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path folder;

  private Served serve(List<String> more) throws Exception {
    return Served.in(folder, more);
  }

  private JsonNode send(HttpRequest.Builder request, int expected) throws Exception {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(expected, response.statusCode(), response.body());
    return new ObjectMapper().readTree(response.body());
  }

  private JsonNode jobs(Served server) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(server.address() + "api/jobs")), 200)
        .path("jobs");
  }

  private static int count(JsonNode jobs, String state) {
    int count = 0;
    for (JsonNode job : jobs) {
      count += job.path("state").asText().equals(state) ? 1 : 0;
    }
    return count;
  }

  private void awaitDone(Served server, int least) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (count(jobs(server), "done") < least) {
      assertTrue(System.currentTimeMillis() < end, jobs(server).toString());
      Thread.sleep(200);
    }
  }

  /** Every fourth by a method that takes longer, so that both lanes are at work. */
  private void ask(Served server, int i) throws Exception {
    String method = i % 4 == 0 ? "rise" : "saliency";
    String question =
        "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"pixel:%d,%d\",\"methods\":[\"%s\"]%s}"
            .formatted(i, 100, method, i % 4 == 0 ? ",\"options\":[\"rise.masks=6\"]" : "");
    JsonNode taken =
        send(
            HttpRequest.newBuilder(URI.create(server.address() + "api/jobs"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(question)),
            202);
    assertEquals("j" + (i + 1), taken.path("id").asText());
  }

  private void killedTwice(List<String> more) throws Exception {
    Served server = serve(more);
    try {
      for (int i = 0; i < JOBS; i++) {
        ask(server, i);
      }
      for (int done : List.of(DONE_BEFORE, 2 * DONE_BEFORE)) {
        awaitDone(server, done);
        server.process().destroyForcibly();
        assertTrue(server.process().waitFor(60, TimeUnit.SECONDS));
        server = serve(more);
      }
      awaitDone(server, JOBS);
      JsonNode jobs = jobs(server);
      assertEquals(JOBS, jobs.size());
      Set<String> targets = new HashSet<>();
      Set<String> explanations = new HashSet<>();
      for (JsonNode job : jobs) {
        targets.add(job.path("question").path("target").asText());
        explanations.add(job.path("explanation").asText());
      }
      assertEquals(JOBS, targets.size(), "none is lost");
      JsonNode kept =
          send(
              HttpRequest.newBuilder(URI.create(server.address() + "api/explanations?count=200")),
              200);
      List<String> ids = new ArrayList<>();
      for (JsonNode explanation : kept.path("explanations")) {
        ids.add(explanation.path("id").asText());
        assertEquals(1, explanation.path("methods").size());
      }
      assertEquals(JOBS, ids.size(), "none is finished twice");
      assertEquals(explanations, new HashSet<>(ids));
      assertEquals(1, Collections.frequency(ids, ids.get(0)));
    } finally {
      server.process().destroyForcibly();
    }
  }

  private static final String RISE =
      "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"class\",\"methods\":[\"rise\"],"
          + "\"options\":[\"rise.masks=600\"]}";

  private void queue(Served server, String question) throws Exception {
    send(
        HttpRequest.newBuilder(URI.create(server.address() + "api/jobs"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(question)),
        202);
  }

  /** What is said of a job as soon as it is so far. */
  private JsonNode awaitProgress(Served server, String job, int least) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (true) {
      JsonNode now =
          send(HttpRequest.newBuilder(URI.create(server.address() + "api/jobs/" + job)), 200);
      if (now.path("done").asInt() >= least || !now.path("state").asText().equals("running")) {
        return now;
      }
      assertTrue(System.currentTimeMillis() < end, now.toString());
      Thread.sleep(5);
    }
  }

  private byte[] map(Served server, String explanation) throws Exception {
    URI place = URI.create(server.address() + "api/explanations/" + explanation + "/maps/0");
    HttpResponse<byte[]> response =
        http.send(HttpRequest.newBuilder(place).build(), HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(200, response.statusCode());
    return response.body();
  }

  @Test
  void aJobThatIsKilledInTheMiddleGoesOnAndEndsAsIfItHadNotBeen() throws Exception {
    Served server = serve(List.of());
    try {
      queue(server, RISE);
      awaitState(server, "running");
      JsonNode before = awaitProgress(server, "j1", 300);
      assertEquals("running", before.path("state").asText(), before.toString());
      server.process().destroyForcibly();
      assertTrue(server.process().waitFor(60, TimeUnit.SECONDS));
      server = serve(List.of());
      awaitState(server, "running");
      JsonNode after = awaitProgress(server, "j1", 1);
      assertTrue(after.path("done").asInt() >= 128, "it goes on where it was: " + after);
      awaitDone(server, 1);
      queue(server, RISE);
      awaitDone(server, 2);
      assertArrayEquals(map(server, "x2"), map(server, "x1"));
    } finally {
      server.process().destroyForcibly();
    }
  }

  private void awaitState(Served server, String state) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (count(jobs(server), state) == 0) {
      assertTrue(System.currentTimeMillis() < end, jobs(server).toString());
      Thread.sleep(5);
    }
  }

  @Test
  void aHundredJobsAreDoneOnceEachWhenTheServerIsKilled() throws Exception {
    killedTwice(List.of());
  }

  @Test
  void theSameWithRowsInPostgres() throws Exception {
    try (Postgres postgres = Postgres.start()) {
      killedTwice(List.of("--database", postgres.database("killed")));
    }
  }
}
