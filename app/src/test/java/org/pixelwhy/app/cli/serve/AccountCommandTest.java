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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.app.cli.Served;
import org.pixelwhy.app.cli.Subprocess;
import org.pixelwhy.server.store.Postgres;

/** Accounts from the command line, as processes: made, used by a server, removed. */
class AccountCommandTest {
  private static final String PASSWORD = "correct horse";

  @TempDir Path folder;

  /** Runs 'account', with what is typed. */
  private Subprocess account(String typed, String... arguments) {
    List<String> all = new ArrayList<>(List.of("account"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    return Subprocess.typing(folder, typed, all.toArray(String[]::new));
  }

  private static int status(String address, String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + "api/models"));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private static void end(Served served) throws Exception {
    served.process().destroy();
    assertTrue(served.process().waitFor(100, TimeUnit.SECONDS), "it does not end");
  }

  @Test
  void accountsAreMadeListedUsedAndRemoved() throws Exception {
    assertEquals("There are no accounts.", account("", "list").out().strip());
    Subprocess made = account(PASSWORD + "\n", "add", "Ann");
    assertEquals(0, made.exitCode(), made.err());
    assertTrue(made.out().contains("an account 'ann'"), made.out());
    assertTrue(account("", "list").out().matches("ann +since \\d{4}-\\d\\d-\\d\\d\\s*"));
    String token = account("", "token", "ann").out().strip();
    assertTrue(token.matches("[A-Za-z0-9_-]{43}"), token);
    Served served = Served.in(folder, List.of());
    try {
      assertEquals(401, status(served.address(), ""));
      assertEquals(200, status(served.address(), token));
      Subprocess beside = account("", "list");
      assertEquals(2, beside.exitCode());
      assertTrue(beside.err().contains("another server"), beside.err());
    } finally {
      end(served);
    }
    assertEquals(0, account("another horse\n", "password", "ann").exitCode());
    assertFalse(account("", "list").out().contains("token"), "it ended with the old password");
    assertEquals(0, account("", "remove", "ann").exitCode());
    Served open = Served.in(folder, List.of());
    try {
      assertEquals(200, status(open.address(), ""));
    } finally {
      end(open);
    }
  }

  @Test
  void whatCannotBeAnAccountIsRefusedInTwoLines() throws Exception {
    for (String[] each :
        new String[][] {
          {"short\n", "the password has 5 letters", "add", "ann"},
          {"", "no password was given", "add", "ann"},
          {PASSWORD, "account name", "add", "an n"},
          {"", "there is no account 'bob'", "remove", "bob"},
          {PASSWORD, "there is no account 'bob'", "password", "bob"},
          {"", "there is no account 'bob'", "token", "bob"}
        }) {
      Subprocess refused = account(each[0], each[2], each[3]);
      assertEquals(2, refused.exitCode(), refused.out() + refused.err());
      assertTrue(refused.err().contains(each[1]), refused.err());
      assertTrue(refused.err().lines().count() <= 2, refused.err());
      assertFalse(refused.err().contains(PASSWORD), refused.err());
    }
  }

  @Test
  void withPostgresqlAccountsAreMadeWhileTheServerRuns() throws Exception {
    try (Postgres postgres = Postgres.start()) {
      String url = postgres.database("accounts");
      assertEquals(0, account(PASSWORD, "add", "ann", "--database", url).exitCode());
      Served served = Served.in(folder, List.of("--database", url));
      try {
        Subprocess made = account(PASSWORD, "add", "bob", "--database", url);
        assertEquals(0, made.exitCode(), made.err());
        String token = account("", "token", "bob", "--database", url).out().strip();
        assertEquals(200, status(served.address(), token));
        assertEquals(0, account("", "remove", "bob", "--database", url).exitCode());
        assertEquals(401, status(served.address(), token));
      } finally {
        end(served);
      }
    }
  }

  @Test
  void aTokenForOnePersonStandsInTheAddressThatIsPrinted() throws Exception {
    Served served = Served.in(folder, List.of("--token"));
    try {
      String[] parts = served.address().split("#token=");
      assertTrue(parts[1].matches("[A-Za-z0-9_-]{43}"), served.address());
      assertEquals(401, status(parts[0], ""));
      assertEquals(200, status(parts[0], parts[1]));
    } finally {
      end(served);
    }
  }

  @Test
  void aTokenFileLetsOnePersonInAtAnyAddressOfTheMachine() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "a-token-of-my-own-choice\n");
    Served served =
        Served.in(folder, List.of("--host", "127.0.0.2", "--token-file", file.toString()));
    try {
      assertTrue(served.address().startsWith("http://127.0.0.2:"), served.address());
      assertEquals(401, status(served.address(), ""));
      assertEquals(200, status(served.address(), "a-token-of-my-own-choice"));
    } finally {
      end(served);
    }
  }
}
