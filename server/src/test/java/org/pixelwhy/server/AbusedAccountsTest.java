package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.Abuse.Act;
import org.pixelwhy.server.Abuse.Hall;
import org.pixelwhy.server.Abuse.Told;
import org.pixelwhy.server.Client.Reply;
import org.pixelwhy.server.accounts.Accounts;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.server.store.Store;

/** Cookies, tokens and log-ins that are forged, replayed, or of accounts that are gone. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(EngineExtension.class)
class AbusedAccountsTest {
  private static final String PASSWORD = LogInTest.PASSWORD;
  private static final String LOG_IN = "api/session";

  private Path folder;
  private Hall hall;
  private String tokenOfTheRemoved;
  private String replacedToken;

  @BeforeAll
  void serve(Engine engine, @TempDir Path temporary) throws IOException, InterruptedException {
    folder = temporary;
    Storage storage = Storage.in(folder.resolve("data"));
    Store.administer(
        storage,
        people -> {
          Accounts accounts = new Accounts(people);
          accounts.add("ann", PASSWORD, false);
          accounts.add("bob", PASSWORD, false);
          replacedToken = accounts.token("ann");
          accounts.token("ann");
          tokenOfTheRemoved = accounts.token("bob");
          accounts.remove("bob");
          return 0;
        });
    hall =
        Hall.of(
            PageServer.start(
                engine, ShippedExample.start(), storage, Limits.USUAL, Entrance.here(0)));
    hall.client().logIn("ann", PASSWORD);
  }

  private String cookieName() {
    return "pixelwhy-" + hall.port() + "=";
  }

  private static Told models(Client client) throws IOException, InterruptedException {
    return Told.of(client.get("api/models"));
  }

  private void add(List<Abuse> cases, String name, Act act) {
    cases.add(new Abuse(name, act, 401, "log in first"));
  }

  List<Abuse> cases() {
    List<Abuse> cases = new ArrayList<>();
    cookies(cases);
    bearers(cases);
    proofs(cases);
    logIns(cases);
    return cases;
  }

  private void cookies(List<Abuse> cases) {
    String[][] forged = {
      {"nothing", ""},
      {"one letter", "A"},
      {"the right length", "A".repeat(43)},
      {"6,000 letters", "A".repeat(6000)},
      {"quotes", "\"" + "A".repeat(43) + "\""},
      {"SQL", "'_OR_1=1--"},
      {"a name", "ann"},
      {"JSON", "{%22name%22:%22ann%22}"},
      {"a signed nothing", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ."},
    };
    for (String[] one : forged) {
      add(
          cases,
          "a cookie of " + one[0],
          at -> models(at.stranger().with("Cookie", cookieName() + one[1])));
    }
    add(
        cases,
        "the cookie by another server's name",
        at -> models(at.stranger().with("Cookie", "pixelwhy-1=" + value(at.client()))));
    add(
        cases,
        "the hash of a cookie in its place",
        at -> models(at.stranger().with("Cookie", cookieName() + "0".repeat(64))));
    add(cases, "a cookie that was logged out", this::replayed);
    add(cases, "a cookie chosen by somebody else before the log-in", this::fixed);
    add(
        cases,
        "a cookie as token",
        at -> models(at.stranger().with("Authorization", "Bearer " + value(at.client()))));
    add(
        cases,
        "a cookie in the address",
        at -> Told.of(at.stranger().get("api/models?" + cookieName() + value(at.client()))));
  }

  private static String value(Client client) {
    return client.header("Cookie").replaceFirst(".*=", "");
  }

  private Told replayed(Hall at) throws IOException, InterruptedException {
    Client client = at.stranger().logIn("ann", PASSWORD);
    assertEquals(200, client.delete(LOG_IN).status());
    return models(client);
  }

  /** Who logs in gets a new one, and the one that was there before stays worth nothing. */
  private Told fixed(Hall at) throws IOException, InterruptedException {
    String chosen = cookieName() + "B".repeat(43);
    String json = "{\"name\":\"ann\",\"password\":\"" + PASSWORD + "\"}";
    Reply in = at.stranger().with("Cookie", chosen).post(LOG_IN, json);
    assertEquals(201, in.status());
    String sent = in.response().headers().firstValue("Set-Cookie").orElseThrow();
    assertNotEquals(chosen, sent.replaceFirst(";.*", ""));
    return models(at.stranger().with("Cookie", chosen));
  }

  private void bearers(List<Abuse> cases) {
    String[][] forged = {
      {"nothing", "Bearer "},
      {"no kind", "A".repeat(43)},
      {"another kind", "Basic YW5uOmNvcnJlY3QgaG9yc2U="},
      {"a name and its password", "Bearer ann:" + PASSWORD},
      {"6,000 letters", "Bearer " + "A".repeat(6000)},
      {"SQL", "Bearer ' OR ''='"},
      {"null", "Bearer null"},
    };
    for (String[] one : forged) {
      add(cases, "a token of " + one[0], at -> models(at.stranger().with("Authorization", one[1])));
    }
    add(
        cases,
        "the token of an account that was removed",
        at -> models(at.stranger().with("Authorization", "Bearer " + tokenOfTheRemoved)));
    add(
        cases,
        "a token in whose place there is a newer one",
        at -> models(at.stranger().with("Authorization", "Bearer " + replacedToken)));
    add(
        cases,
        "a wrong token beside a right cookie",
        at ->
            models(
                at.stranger()
                    .with("Cookie", at.client().header("Cookie"))
                    .with("Authorization", "Bearer x")));
  }

  private void proofs(List<Abuse> cases) {
    String[][] proofs = {{"no", null}, {"an empty", ""}, {"a wrong", "A".repeat(43)}};
    for (String[] proof : proofs) {
      for (String path : List.of("api/answers", "api/jobs", "api/models", "api/images")) {
        cases.add(
            new Abuse(
                "POST " + path + " with " + proof[0] + " proof",
                at -> {
                  Client client = at.stranger().with("Cookie", at.client().header("Cookie"));
                  return Told.of(
                      (proof[1] == null ? client : client.with("X-CSRF-Token", proof[1]))
                          .post(path, "{}"));
                },
                401,
                "X-CSRF-Token"));
      }
    }
    cases.add(
        new Abuse(
            "a proof of another log-in",
            at -> {
              Client other = at.stranger().logIn("ann", PASSWORD);
              return Told.of(
                  at.stranger()
                      .with("Cookie", at.client().header("Cookie"))
                      .with("X-CSRF-Token", other.header("X-CSRF-Token"))
                      .delete("api/images/i1"));
            },
            401,
            "X-CSRF-Token"));
  }

  private void logIns(List<Abuse> cases) {
    String[][] bodies = {
      {"an object as name", "{\"name\":{\"$ne\":\"\"},\"password\":\"x\"}", "400", "a text"},
      {"true as password", "{\"name\":\"ann\",\"password\":true}", "400", "a text"},
      {"no password", "{\"name\":\"ann\",\"password\":null}", "400", "missing"},
      {"an account more", "{\"name\":\"ann\",\"password\":\"x\",\"admin\":true}", "400", "unknown"},
      {"a name that is SQL", "{\"name\":\"' OR 1=1--\",\"password\":\"x\"}", "401", "is wrong"},
      {"a name of NUL", "{\"name\":\"ann\\u0000\",\"password\":\"x\"}", "401", "is wrong"},
      {
        "the removed account",
        "{\"name\":\"bob\",\"password\":\"" + PASSWORD + "\"}",
        "401",
        "is wrong"
      },
    };
    for (String[] body : bodies) {
      cases.add(
          new Abuse(
              "a log-in with " + body[0],
              at -> Told.of(at.stranger().post(LOG_IN, body[1])),
              Integer.parseInt(body[2]),
              body[3]));
    }
    String long1 = "{\"name\":\"carl\",\"password\":\"" + "a".repeat(900_000) + "\"}";
    cases.add(
        Abuse.post("a log-in with a password of 900,000 letters", LOG_IN, long1, 401, "is wrong"));
    String long2 = "{\"name\":\"" + "a".repeat(900_000) + "\",\"password\":\"a\"}";
    cases.add(
        Abuse.post("a log-in with a name of 900,000 letters", LOG_IN, long2, 401, "is wrong"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isNotLetIn(Abuse abuse) throws IOException, InterruptedException {
    AbuseTest.require(abuse, hall, folder);
  }

  @AfterAll
  void whoIsLoggedInStaysSo() throws IOException, InterruptedException {
    try {
      assertEquals(1, hall.client().get("api/models").json().path("models").size());
      assertEquals(AbuseTest.ask(hall).length, 4 * 240 * 240);
    } finally {
      hall.server().close();
    }
  }
}
