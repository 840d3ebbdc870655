package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.Client.Reply;
import org.pixelwhy.server.accounts.Accounts;
import org.pixelwhy.server.api.Listening;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.tensor.InputException;

/** Logging in and out by HTTP: what lets a request in, and what does not. */
@ExtendWith(EngineExtension.class)
class LogInTest {
  static final String PASSWORD = "correct horse";
  private static final String TOKEN = "0123456789abcdefghij";

  @TempDir private Path folder;

  private Storage storage() {
    return Storage.in(folder.resolve("data"));
  }

  private PageServer server(Engine engine, Entrance entrance) {
    return PageServer.start(engine, ShippedExample.start(), storage(), Limits.USUAL, entrance);
  }

  private PageServer withAnn(Engine engine, Optional<URI> publicUrl) {
    Store.administer(
        storage(),
        people -> {
          new Accounts(people).add("ann", PASSWORD, false);
          return 0;
        });
    return server(engine, new Entrance(new Listening("127.0.0.1", 0, publicUrl), Optional.empty()));
  }

  private static void refused(int status, String part, Reply reply) throws IOException {
    assertEquals(status, reply.status(), reply.error());
    assertTrue(reply.error().contains(part), reply.error());
  }

  private static String setCookie(Reply reply) {
    return reply.response().headers().firstValue("Set-Cookie").orElse("");
  }

  @Test
  void whereThereAreAccountsNothingIsToldBeforeSomebodyLogsIn(Engine engine) throws Exception {
    try (PageServer server = withAnn(engine, Optional.empty())) {
      Client client = new Client(server);
      refused(401, "log in first", client.get("api/models"));
      assertEquals("{\"needs\":\"account\"}", client.get("api/session").json().toString());
      assertEquals(200, client.get("").status(), "the page itself holds nothing");
      Reply wrong =
          client.post("api/session", "{\"name\":\"ann\",\"password\":\"incorrect horse\"}");
      refused(401, "name or password is wrong", wrong);
      assertEquals("", setCookie(wrong));
      refused(400, "missing", client.post("api/session", "{\"name\":\"ann\"}"));
      refused(400, "unknown field", client.post("api/session", "{\"token\":\"" + TOKEN + "\"}"));
      client.logIn("ann", PASSWORD);
      assertEquals(200, client.get("api/models").status());
      JsonNode now = client.get("api/session").json();
      assertEquals("ann", now.path("name").asText());
      assertEquals(client.header("X-CSRF-Token"), now.path("proof").asText());
    }
  }

  @Test
  void scriptsAndOtherSitesDoNotGetTheCookie(Engine engine) throws Exception {
    try (PageServer server = withAnn(engine, Optional.empty())) {
      Client client = new Client(server);
      String sent =
          setCookie(
              client.post("api/session", "{\"name\":\"ann\",\"password\":\"" + PASSWORD + "\"}"));
      assertTrue(
          sent.matches(
              "pixelwhy-\\d+=[A-Za-z0-9_-]{43}; Path=/; Max-Age=1209600; HttpOnly; SameSite=Strict"),
          sent);
    }
  }

  @Test
  void whatChangesSomethingTakesTheProofToo(Engine engine) throws Exception {
    try (PageServer server = withAnn(engine, Optional.empty())) {
      Client client = new Client(server).logIn("ann", PASSWORD);
      String proof = client.header("X-CSRF-Token");
      client.without("X-CSRF-Token");
      assertEquals(200, client.get("api/images").status());
      refused(401, "X-CSRF-Token", client.delete("api/session"));
      refused(401, "X-CSRF-Token", client.post("api/answers", "{}"));
      client.with("X-CSRF-Token", new StringBuilder(proof).reverse().toString());
      refused(401, "X-CSRF-Token", client.delete("api/images/i1"));
      client.with("X-CSRF-Token", proof);
      refused(400, "missing", client.post("api/answers", "{}"));
    }
  }

  @Test
  void afterLoggingOutTheCookieIsWorthNothing(Engine engine) throws Exception {
    try (PageServer server = withAnn(engine, Optional.empty())) {
      Client client = new Client(server).logIn("ann", PASSWORD);
      Client other = new Client(server).logIn("ann", PASSWORD);
      Reply out = client.delete("api/session");
      assertEquals(200, out.status());
      assertTrue(setCookie(out).contains("Max-Age=0"), setCookie(out));
      refused(401, "log in first", client.get("api/models"));
      refused(401, "log in first", client.delete("api/session"));
      assertEquals(200, other.get("api/models").status(), "elsewhere one stays logged in");
      String cookie = other.header("Cookie");
      char last = cookie.charAt(cookie.length() - 2);
      other.with("Cookie", cookie.replaceFirst("..$", last == 'A' ? "BA" : "AA"));
      refused(401, "log in first", other.get("api/models"));
    }
  }

  private static Reply change(Client client, String old, String chosen) throws Exception {
    return client.send(
        client
            .request("api/session/password")
            .header("Content-Type", "application/json")
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    "{\"old\":\"" + old + "\",\"new\":\"" + chosen + "\"}")));
  }

  @Test
  void whoKnowsThePasswordChangesItAndLogsInAnew(Engine engine) throws Exception {
    try (PageServer server = withAnn(engine, Optional.empty())) {
      Client client = new Client(server).logIn("ann", PASSWORD);
      Client other = new Client(server).logIn("ann", PASSWORD);
      refused(400, "old password is wrong", change(client, "incorrect horse", "another horse"));
      refused(400, "has 5 letters", change(client, PASSWORD, "short"));
      assertEquals(200, client.get("api/models").status());
      assertEquals(200, change(client, PASSWORD, "another horse").status());
      refused(401, "log in first", client.get("api/models"));
      refused(401, "log in first", other.get("api/models"));
      new Client(server).logIn("ann", "another horse");
      Client guessing = new Client(server).logIn("ann", "another horse");
      Reply last = change(guessing, "guess", "another horse");
      for (int i = 0; i < 20 && last.status() == 400; i++) {
        last = change(guessing, "guess", "another horse");
      }
      refused(429, "too many attempts", last);
    }
    Entrance entrance = new Entrance(Listening.here(0), Optional.empty());
    try (PageServer open =
        PageServer.start(engine, ShippedExample.start(), Storage.NOTHING, Limits.USUAL, entrance)) {
      refused(400, "no accounts", change(new Client(open), PASSWORD, "another horse"));
    }
  }

  @Test
  void whoLogsInAgainLeavesNoLogInBehind(Engine engine) throws Exception {
    try (PageServer server = withAnn(engine, Optional.empty())) {
      Client before = new Client(server).logIn("ann", PASSWORD);
      Client after = new Client(server).with("Cookie", before.header("Cookie"));
      after.logIn("ann", PASSWORD);
      assertEquals(200, after.get("api/models").status());
      refused(401, "log in first", before.get("api/models"));
    }
  }

  @Test
  void aLogInOutlivesTheServer(Engine engine) throws Exception {
    Client before;
    try (PageServer server = withAnn(engine, Optional.empty())) {
      before = new Client(server).logIn("ann", PASSWORD);
    }
    try (PageServer server = server(engine, Entrance.here(0))) {
      Client client = new Client(server);
      String value = before.header("Cookie").replaceFirst(".*=", "");
      client.with("Cookie", "pixelwhy-" + server.port() + "=" + value);
      assertEquals(200, client.get("api/models").status());
    }
  }

  @Test
  void programsSendATokenAndNeedNoProof(Engine engine) throws Exception {
    String token;
    withAnn(engine, Optional.empty()).close();
    token = Store.administer(storage(), people -> new Accounts(people).token("ann"));
    try (PageServer server = server(engine, Entrance.here(0))) {
      Client client = new Client(server).with("Authorization", "Bearer " + token);
      assertEquals(200, client.get("api/models").status());
      refused(400, "missing", client.post("api/answers", "{}"));
      client.with("Authorization", "Bearer " + token + "x");
      Reply wrong = client.get("api/models");
      refused(401, "log in first", wrong);
      assertEquals("Bearer", wrong.response().headers().firstValue("WWW-Authenticate").orElse(""));
      refused(401, "", client.with("Authorization", "Basic " + token).get("api/models"));
    }
  }

  @Test
  void manyAttemptsAreHeldUp(Engine engine) throws Exception {
    try (PageServer server = withAnn(engine, Optional.empty())) {
      Client client = new Client(server);
      String wrong = "{\"name\":\"ann\",\"password\":\"incorrect horse\"}";
      Reply last = client.post("api/session", wrong);
      for (int i = 0; i < 30 && last.status() == 401; i++) {
        last = client.post("api/session", wrong);
      }
      refused(429, "too many attempts", last);
      assertTrue(last.response().headers().firstValue("Retry-After").isPresent());
    }
  }

  @Test
  void whoFollowsAJobHearsNothingMoreAfterLoggingOut(Engine engine) throws Exception {
    try (PageServer server = withAnn(engine, Optional.empty())) {
      Client client = new Client(server).logIn("ann", PASSWORD);
      String endless = Household.endless("m1", "i1", "").replace("class", "pixel:60,110");
      assertEquals(202, client.post("api/jobs", endless).status());
      Client other = new Client(server).logIn("ann", PASSWORD);
      HttpRequest events =
          client.request("api/jobs/j1/events").header("Accept", "text/event-stream").build();
      InputStream stream =
          HttpClient.newHttpClient().send(events, HttpResponse.BodyHandlers.ofInputStream()).body();
      assertTrue(stream.read() >= 0, "it is told of the job");
      assertEquals(200, client.delete("api/session").status());
      // Ends, though the job does not.
      stream.readAllBytes();
      String state = other.get("api/jobs/j1").json().path("state").asText();
      assertTrue(state.equals("running") || state.equals("queued"), state);
      assertEquals(200, other.delete("api/jobs/j1").status());
    }
  }

  @Test
  void behindAProxyEachAddressThatItTellsOfIsHeldUpByItself(Engine engine) throws Exception {
    URI url = Listening.publicUrl("https://maps.example");
    try (PageServer server = withAnn(engine, Optional.of(url))) {
      Client client = new Client(server);
      int status = 401;
      for (int i = 0; i < 25 && status == 401; i++) {
        // What a client says of itself comes first, and is not believed.
        client.with("X-Forwarded-For", "9.9.9." + i + ", 2001:db8:0:1::" + i);
        String guess = "{\"name\":\"n" + i + "\",\"password\":\"incorrect horse\"}";
        status = client.post("api/session", guess).status();
      }
      assertEquals(429, status);
      client.with("X-Forwarded-For", "2001:db8:0:2::1").logIn("ann", PASSWORD);
    }
  }

  @Test
  void behindAProxyTheCookieIsSecureAndTheProxysNameIsTheSite(Engine engine) throws Exception {
    URI url = Listening.publicUrl("https://maps.example");
    try (PageServer server = withAnn(engine, Optional.of(url))) {
      assertEquals("https://maps.example/", server.address());
      Client client = new Client(server).with("Origin", "https://maps.example");
      String sent =
          setCookie(
              client.post("api/session", "{\"name\":\"ann\",\"password\":\"" + PASSWORD + "\"}"));
      assertTrue(sent.startsWith("__Host-pixelwhy="), sent);
      assertTrue(sent.contains("; Path=/;") && sent.endsWith("; Secure"), sent);
      client.with("Origin", "http://maps.example");
      refused(403, "other sites", client.get("api/session"));
      assertTrue(raw(server, "maps.example").contains("200"));
      assertTrue(raw(server, "evil.example").contains("403"));
    }
  }

  private static String raw(PageServer server, String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.port())) {
      String text = "GET /api/session HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
    }
  }

  @Test
  void aLinkOnAnotherSiteShowsThePageAndNothingElse(Engine engine) throws Exception {
    try (PageServer server = withAnn(engine, Optional.empty())) {
      Client client =
          new Client(server)
              .with("Sec-Fetch-Site", "cross-site")
              .with("Sec-Fetch-Mode", "navigate")
              .with("Sec-Fetch-Dest", "document");
      assertEquals(200, client.get("").status());
      refused(403, "other sites", client.get("api/session"));
      refused(403, "other sites", client.with("Sec-Fetch-Dest", "iframe").get(""));
    }
  }

  @Test
  void oneTokenLetsOnePersonIn(Engine engine) throws Exception {
    Entrance entrance = new Entrance(Listening.here(0), Optional.of(TOKEN));
    try (PageServer server = server(engine, entrance)) {
      Client client = new Client(server);
      assertEquals("{\"needs\":\"token\"}", client.get("api/session").json().toString());
      refused(401, "log in first", client.get("api/models"));
      refused(401, "token is wrong", client.post("api/session", "{\"token\":\"guess\"}"));
      Reply in = client.post("api/session", "{\"token\":\"" + TOKEN + "\"}");
      assertEquals(201, in.status());
      client.with("Cookie", setCookie(in).replaceFirst(";.*", ""));
      assertEquals(1, client.get("api/models").json().path("models").size());
      Client program = new Client(server).with("Authorization", "Bearer " + TOKEN);
      assertEquals(200, program.get("api/models").status());
    }
  }

  @Test
  void withoutAccountsThisMachineNeedsNothing(Engine engine) throws Exception {
    try (PageServer server = server(engine, Entrance.here(0))) {
      Client client = new Client(server);
      assertEquals("{\"needs\":\"none\"}", client.get("api/session").json().toString());
      refused(400, "nobody logs in here", client.post("api/session", "{\"token\":\"x\"}"));
      assertEquals(200, client.get("api/models").status());
    }
  }

  @Test
  void nobodyElseReachesAServerThatNeedsNothing(Engine engine) {
    for (Listening others :
        new Listening[] {
          new Listening("0.0.0.0", 0, Optional.empty()),
          new Listening("127.0.0.1", 0, Optional.of(Listening.publicUrl("https://a.example")))
        }) {
      InputException refused =
          assertThrows(
              InputException.class,
              () -> server(engine, new Entrance(others, Optional.empty())).close());
      assertTrue(refused.getMessage().contains("takes accounts, or a token"));
    }
    assertThrows(InputException.class, () -> new Entrance(Listening.here(0), Optional.of("short")));
    assertFalse(Listening.here(0).publicUrl().isPresent());
  }

  @Test
  void accountsAndATokenForOnePersonExcludeEachOther(Engine engine) {
    withAnn(engine, Optional.empty()).close();
    Entrance both = new Entrance(Listening.here(0), Optional.of(TOKEN));
    InputException refused = assertThrows(InputException.class, () -> server(engine, both).close());
    assertTrue(refused.getMessage().contains("there are accounts"), refused.getMessage());
  }
}
