package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.Client.Reply;
import org.pixelwhy.server.opened.Limits;

/**
 * Every route, tried by another person and by nobody. A new route fails the test until it is tried
 * here.
 */
@ExtendWith(EngineExtension.class)
class EveryRouteAsAnotherTest {
  private static final String JSON = "application/json";
  private static final String BYTES = "application/octet-stream";
  private static final String EVENTS = "text/event-stream";
  private static final String TICKET = "anns-ticket";

  /** Ann's things, as {@link #furnish} makes them, and what is nowhere. */
  private static final Map<String, String> NOWHERE =
      Map.of(
          "m2",
          "m777",
          "i5",
          "i777",
          "k1",
          "k777",
          "e1",
          "e777",
          "u1",
          "u777",
          "x1",
          "x777",
          "j1",
          "j777",
          TICKET,
          "no-ticket");

  @TempDir private Path folder;

  /**
   * A request.
   *
   * @param path with what it asks for
   * @param body text, or a type alone for some bytes
   */
  private record Attempt(String method, String path, String type, String body) {
    static Attempt get(String path) {
      return new Attempt("GET", path, EVENTS, "");
    }

    static Attempt delete(String path) {
      return new Attempt("DELETE", path, JSON, "");
    }

    /** What is behind it, such as {@code GET /api/jobs/{}}. */
    String route() {
      return method
          + " /"
          + path.replaceAll("\\?.*", "")
              .replaceAll("/([mixjeku][0-9]+|" + TICKET + ")", "/{}")
              .replaceAll("/(maps|dreams)/0", "/$1/{}");
    }

    Reply by(Client client) throws IOException, InterruptedException {
      return client.send(
          client
              .request(path)
              .header(method.equals("GET") ? "Accept" : "Content-Type", type)
              .method(method, BodyPublishers.ofString(body)));
    }

    /** The same about what is nowhere. */
    Attempt nowhere() {
      return new Attempt(method, elsewhere(path), type, elsewhere(body));
    }

    private static String elsewhere(String text) {
      String other = text;
      for (Map.Entry<String, String> each : NOWHERE.entrySet()) {
        other = other.replaceAll("\\b" + each.getKey() + "\\b", each.getValue());
      }
      return other;
    }

    boolean changes() {
      return !method.equals("GET");
    }
  }

  /** What asks for something of Ann's by its identifier. */
  private static List<Attempt> ofAnn() {
    List<Attempt> all = new ArrayList<>();
    for (String path :
        List.of(
            "models/m2",
            "models/m2/prediction?image=i1",
            "models/m1/prediction?image=i5",
            "models/m2/labels?image=i1",
            "models/m1/labels?image=i5",
            "models/m2/explainers",
            "models/m2/explainers/u1/noise?image=i1",
            "models/m1/explainers/u1/noise?image=i1",
            "models/m1/explainers/u1/noise?image=i5",
            "images/i5",
            "images/i5/picture",
            "images/i5/values",
            "answers/e1",
            "answers/e1/target",
            "answers/e1/maps/0",
            "explanations/x1",
            "explanations/x1/target",
            "explanations/x1/maps/0",
            "explanations/x1/maps/0/volume",
            "explanations/x1/report",
            "explanations/x1/dreams/0/film",
            "explanations/x1/dreams/0/frames",
            "jobs/j1",
            "jobs/j1/partial",
            "jobs/j1/events",
            "questions/" + TICKET)) {
      all.add(Attempt.get("api/" + path));
    }
    for (String path : List.of("models/m2", "images/i5", "explanations/x1", "jobs/j1")) {
      all.add(Attempt.delete("api/" + path));
    }
    for (String path : List.of("models/m2/explainers/u1", "models/m1/explainers/u1")) {
      all.add(Attempt.delete("api/" + path));
    }
    all.add(Attempt.delete("api/questions/" + TICKET));
    all.add(new Attempt("PUT", "api/models/m2/card", BYTES, "output: {classes: [cat]}"));
    all.add(new Attempt("POST", "api/images/i5/masks", BYTES, "x"));
    all.add(new Attempt("POST", "api/models/m2/explainers?image=i1", BYTES, "x"));
    all.add(new Attempt("POST", "api/models/m1/explainers?image=i5", BYTES, "x"));
    all.add(new Attempt("PATCH", "api/explanations/x1", JSON, "{\"name\":\"mine\"}"));
    all.add(new Attempt("PATCH", "api/explanations/x1", JSON, "{\"shared\":true}"));
    for (String route : List.of("api/answers", "api/jobs", "api/compiled")) {
      for (String question :
          List.of(
              Household.question("m2", "i1", "class", ""),
              Household.question("m1", "i5", "class", ""),
              Household.question("m1", "i1", "region:k1", ""))) {
        all.add(new Attempt("POST", route, JSON, question));
      }
      if (route.equals("api/compiled")) {
        continue;
      }
      String adding = Household.question("m1", "i1", "class", ",\"explanation\":\"x1\"");
      all.add(new Attempt("POST", route, JSON, adding));
    }
    return all;
  }

  /** What asks for nothing in particular. */
  private static List<Attempt> others() {
    List<Attempt> all = new ArrayList<>();
    for (String path :
        List.of(
            "about",
            "methods",
            "scores",
            "dreams",
            "colors",
            "targets",
            "models",
            "images",
            "jobs",
            "explanations")) {
      all.add(Attempt.get("api/" + path));
    }
    all.add(new Attempt("POST", "api/models?name=mine.onnx", BYTES, "x"));
    all.add(new Attempt("POST", "api/images?name=mine.png", BYTES, "x"));
    all.add(Attempt.delete("api/session"));
    String password = "{\"old\":\"" + Household.PASSWORD + "\",\"new\":\"another horse\"}";
    all.add(new Attempt("PUT", "api/session/password", JSON, password));
    return all;
  }

  /** What needs nobody to be known. */
  private static List<Attempt> open() {
    return List.of(
        Attempt.get("api/session"),
        new Attempt("POST", "api/session", JSON, "{\"name\":\"ann\",\"password\":\"wrong\"}"));
  }

  private Household furnish(Engine engine) throws Exception {
    Household home = Household.open(engine, folder.resolve("data"), Limits.USUAL);
    Client ann = home.ann;
    assertEquals(
        "m2", Household.made(ann.upload("api/models?name=mine.onnx", Household.network())));
    assertEquals("i5", Household.made(ann.upload("api/images?name=mine.png", Household.picture())));
    byte[] marked = new byte[240 * 240];
    marked[7_000] = 1;
    assertEquals("k1", Household.made(ann.upload("api/images/i5/masks", marked)));
    String question = Household.question("m2", "i5", "region:k1", ",\"keep\":true");
    Reply answer = ann.post("api/answers", question);
    assertEquals("e1", Household.made(answer));
    assertEquals("x1", answer.json().path("explanation").asText());
    assertEquals("j1", Household.made(ann.post("api/jobs", Household.endless("m2", "i5", ""))));
    Thread asking =
        new Thread(
            () -> {
              try {
                String more = ",\"ticket\":\"" + TICKET + "\"";
                ann.post("api/answers", Household.endless("m2", "i5", more));
              } catch (IOException | InterruptedException e) {
                // The server ends first.
              }
            });
    asking.setDaemon(true);
    asking.start();
    while (ann.get("api/questions/" + TICKET).status() != 200) {
      Thread.sleep(20);
    }
    return home;
  }

  private static void stop(Household home) throws IOException, InterruptedException {
    Household.status(200, home.ann.delete("api/questions/" + TICKET));
    Household.status(200, home.ann.delete("api/jobs/j1"));
  }

  @Test
  void everyRouteIsTried() throws IOException {
    Set<String> tried = new TreeSet<>();
    for (List<Attempt> some : List.of(ofAnn(), others(), open())) {
      some.forEach(attempt -> tried.add(attempt.route()));
    }
    assertEquals(String.join("\n", RoutesTest.routes()), String.join("\n", tried));
  }

  @Test
  void anotherPersonsThingsAreLikeThoseThatAreNowhere(Engine engine) throws Exception {
    try (Household home = furnish(engine)) {
      for (Attempt attempt : ofAnn()) {
        Reply reply = attempt.by(home.bob);
        String said = new String(reply.bytes(), StandardCharsets.UTF_8);
        assertEquals(404, reply.status(), attempt + ": " + said);
        Reply nowhere = attempt.nowhere().by(home.bob);
        assertEquals(404, nowhere.status(), attempt.toString());
        assertEquals(
            new String(nowhere.bytes(), StandardCharsets.UTF_8),
            Attempt.elsewhere(said),
            attempt.toString());
      }
      for (String list : List.of("models", "images", "jobs", "explanations")) {
        String seen = home.bob.get("api/" + list).json().toString();
        assertFalse(seen.matches(".*\"(m2|i5|j1|x1)\".*"), seen);
      }
      assertTrue(home.ann.get("api/models").json().toString().contains("\"m2\""));
      assertEquals("", home.ann.get("api/explanations/x1").json().path("name").asText());
      assertFalse(home.ann.get("api/explanations/x1").json().path("shared").asBoolean());
      assertEquals("running", home.ann.get("api/jobs/j1").json().path("state").asText());
      Household.status(200, home.ann.get("api/images/i5/values"));
      stop(home);
    }
  }

  @Test
  void nobodyIsToldAnything(Engine engine) throws Exception {
    try (Household home = furnish(engine)) {
      for (List<Attempt> some : List.of(ofAnn(), others())) {
        for (Attempt attempt : some) {
          for (Attempt each : List.of(attempt, attempt.nowhere())) {
            Reply reply = each.by(new Client(home.server));
            assertEquals(401, reply.status(), each.toString());
            assertEquals("log in first", reply.error());
          }
        }
      }
      for (Attempt attempt : open()) {
        String said =
            new String(attempt.by(new Client(home.server)).bytes(), StandardCharsets.UTF_8);
        assertFalse(said.contains("proof"), said);
      }
      stop(home);
    }
  }

  @Test
  void withoutTheProofACookieChangesNothing(Engine engine) throws Exception {
    try (Household home = furnish(engine)) {
      String proof = home.ann.header("X-CSRF-Token");
      for (List<Attempt> some : List.of(ofAnn(), others())) {
        for (Attempt attempt : some) {
          if (attempt.changes()) {
            Reply without = attempt.by(home.ann.without("X-CSRF-Token"));
            assertEquals(401, without.status(), attempt.toString());
            String bobs = home.bob.header("X-CSRF-Token");
            Reply forged = attempt.by(home.ann.with("X-CSRF-Token", bobs));
            assertEquals(401, forged.status(), attempt.toString());
          }
        }
      }
      home.ann.with("X-CSRF-Token", proof);
      assertEquals("", home.ann.get("api/explanations/x1").json().path("name").asText());
      stop(home);
    }
  }
}
