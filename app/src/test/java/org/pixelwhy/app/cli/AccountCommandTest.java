package org.pixelwhy.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.server.store.Postgres;

/** Accounts from the command line, as processes: made, used by a server, removed. */
class AccountCommandTest {
  private static final String PASSWORD = "correct horse";

  @TempDir Path folder;

  private record Ended(int code, String out, String err) {}

  /** Runs 'account', with what is typed. */
  private Ended account(String typed, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder,
                Main.class.getName(),
                "account"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--data", folder.resolve("data").toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().write(typed.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    assertTrue(process.waitFor(300, TimeUnit.SECONDS), "it does not end");
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
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
    Ended made = account(PASSWORD + "\n", "add", "Ann");
    assertEquals(0, made.code(), made.err());
    assertTrue(made.out().contains("an account 'ann'"), made.out());
    assertTrue(account("", "list").out().matches("ann +since \\d{4}-\\d\\d-\\d\\d\\s*"));
    String token = account("", "token", "ann").out().strip();
    assertTrue(token.matches("[A-Za-z0-9_-]{43}"), token);
    Served served = Served.in(folder, List.of());
    try {
      assertEquals(401, status(served.address(), ""));
      assertEquals(200, status(served.address(), token));
      Ended beside = account("", "list");
      assertEquals(2, beside.code());
      assertTrue(beside.err().contains("another server"), beside.err());
    } finally {
      end(served);
    }
    assertEquals(0, account("another horse\n", "password", "ann").code());
    assertFalse(account("", "list").out().contains("token"), "it ended with the old password");
    assertEquals(0, account("", "remove", "ann").code());
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
      Ended refused = account(each[0], each[2], each[3]);
      assertEquals(2, refused.code(), refused.out() + refused.err());
      assertTrue(refused.err().contains(each[1]), refused.err());
      assertTrue(refused.err().lines().count() <= 2, refused.err());
      assertFalse(refused.err().contains(PASSWORD), refused.err());
    }
  }

  @Test
  void withPostgresqlAccountsAreMadeWhileTheServerRuns() throws Exception {
    try (Postgres postgres = Postgres.start()) {
      String url = postgres.database("accounts");
      assertEquals(0, account(PASSWORD, "add", "ann", "--database", url).code());
      Served served = Served.in(folder, List.of("--database", url));
      try {
        Ended made = account(PASSWORD, "add", "bob", "--database", url);
        assertEquals(0, made.code(), made.err());
        String token = account("", "token", "bob", "--database", url).out().strip();
        assertEquals(200, status(served.address(), token));
        assertEquals(0, account("", "remove", "bob", "--database", url).code());
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
