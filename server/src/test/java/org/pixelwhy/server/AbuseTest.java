package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
import org.pixelwhy.server.Abuse.Hall;
import org.pixelwhy.server.Abuse.Told;
import org.pixelwhy.server.Client.Reply;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Storage;

/**
 * What hostile clients send is refused with a sentence, leaves nothing behind, and keeps nobody
 * else from being answered. See {@link AbusedAccountsTest} and {@link AbusedRuntimeTest} too.
 */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(EngineExtension.class)
class AbuseTest {
  private static final String QUESTION =
      "{\"model\":\"m1\",\"image\":\"i1\",\"target\":\"class\",\"methods\":[\"saliency\"]}";

  /** What only the inside of a program says. */
  private static final List<String> INSIDE =
      List.of("Exception", "java.", "javax.", "org.", "io.javalin", "jetty", "\tat ", ".java:");

  private static final int PATIENCE = 150;
  private static final int MILLIS = 20;

  private Path folder;
  private Hall hall;
  private byte[] map;
  private List<String> before;

  @BeforeAll
  void serve(Engine engine, @TempDir Path temporary) throws IOException, InterruptedException {
    folder = temporary;
    Storage storage = Storage.in(folder.resolve("data"));
    hall =
        Hall.of(
            PageServer.start(
                engine, ShippedExample.start(), storage, Limits.USUAL, Entrance.here(0)));
    map = ask(hall);
    before = files(folder);
  }

  static byte[] ask(Hall hall) throws IOException, InterruptedException {
    Reply answer = hall.client().post("api/answers", QUESTION);
    assertEquals(201, answer.status(), answer.error());
    String id = answer.json().path("id").asText();
    return hall.client().get("api/answers/" + id + "/maps/0").bytes();
  }

  static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(file -> folder.relativize(file).toString()).sorted().toList();
    }
  }

  static List<Abuse> networks() {
    return AbusedModels.cases();
  }

  static List<Abuse> cards() {
    return AbusedCards.cases();
  }

  static List<Abuse> images() {
    return AbusedImages.cases();
  }

  static List<Abuse> requests() {
    return AbusedHttp.cases();
  }

  static List<Abuse> questions() {
    return AbusedQuestions.cases();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void aHostileNetworkIsRefused(Abuse abuse) throws IOException, InterruptedException {
    requireRefused(abuse);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cards")
  void aHostileCardIsRefused(Abuse abuse) throws IOException, InterruptedException {
    requireRefused(abuse);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("images")
  void aHostileImageIsRefusedOrHarmless(Abuse abuse) throws IOException, InterruptedException {
    requireRefused(abuse);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void aHostileRequestIsRefused(Abuse abuse) throws IOException, InterruptedException {
    requireRefused(abuse);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  void aHostileQuestionIsRefused(Abuse abuse) throws IOException, InterruptedException {
    requireRefused(abuse);
  }

  private void requireRefused(Abuse abuse) throws IOException, InterruptedException {
    require(abuse, hall, folder);
    // What was cut off is noticed a little later than the one who cut it off.
    for (int i = 0; i < PATIENCE && !before.equals(files(folder)); i++) {
      Thread.sleep(MILLIS);
    }
    assertEquals(before, files(folder), "nothing of it stays");
  }

  /** That it is refused as it should be, and that the server still answers. */
  static void require(Abuse abuse, Hall hall, Path folder)
      throws IOException, InterruptedException {
    Told told = abuse.act().send(hall);
    String shown = told.text().length() > 600 ? told.text().substring(0, 600) : told.text();
    assertEquals(abuse.status(), told.status(), shown);
    assertTrue(told.text().contains(abuse.part()), shown);
    if (abuse.status() >= 400) {
      INSIDE.forEach(inside -> assertFalse(told.text().contains(inside), shown));
    }
    for (String place : List.of(folder.toString(), System.getProperty("java.io.tmpdir") + "/")) {
      assertFalse(told.text().contains(place), shown);
    }
    assertEquals(200, hall.stranger().get("api/session").status());
  }

  @AfterAll
  void theServerAnswersAsBefore() throws IOException, InterruptedException {
    try {
      assertArrayEquals(map, ask(hall));
      assertEquals(1, hall.client().get("api/models").json().path("models").size());
      assertEquals(4, hall.client().get("api/images").json().path("images").size());
    } finally {
      hall.server().close();
    }
  }
}
