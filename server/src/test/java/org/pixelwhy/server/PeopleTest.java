package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.Client.Reply;
import org.pixelwhy.server.accounts.Accounts;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.server.store.Store;

/** What people with accounts have in common, what they share, and what each may take. */
@ExtendWith(EngineExtension.class)
class PeopleTest {
  @TempDir private Path folder;

  private Household home(Engine engine) throws Exception {
    return Household.open(engine, folder.resolve("data"), Limits.USUAL);
  }

  private static Reply patch(Client client, String json) throws Exception {
    return client.send(
        client
            .request("api/explanations/x1")
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json)));
  }

  private static List<String> ids(Client client, String list) throws Exception {
    List<String> ids = new ArrayList<>();
    client.get("api/" + list).json().path(list).forEach(one -> ids.add(one.path("id").asText()));
    return ids;
  }

  @Test
  void theShippedExampleIsEverybodysToAskAndNobodysToChange(Engine engine) throws Exception {
    try (Household home = home(engine)) {
      for (Client each : List.of(home.ann, home.bob)) {
        assertEquals(List.of("m1"), ids(each, "models"));
        assertEquals(List.of("i1", "i2", "i3", "i4"), ids(each, "images"));
        Household.status(
            201, each.post("api/answers", Household.question("m1", "i1", "class", "")));
        byte[] card = "output: {classes: [cat]}".getBytes(StandardCharsets.UTF_8);
        for (Reply refused :
            List.of(
                each.delete("api/models/m1"),
                each.delete("api/images/i1"),
                each.upload("PUT", "api/models/m1/card", card))) {
          Household.status(400, refused);
          assertTrue(refused.error().contains("open for everybody"), refused.error());
        }
      }
      assertNotEquals("cat", home.bob.get("api/models/m1").json().path("classes").get(0).asText());
    }
  }

  @Test
  void theSameFileIsEachPersonsOwn(Engine engine) throws Exception {
    try (Household home = home(engine)) {
      for (Client each : List.of(home.ann, home.bob)) {
        Household.made(each.upload("api/models?name=mine.onnx", Household.network()));
        Household.made(each.upload("api/images?name=mine.png", Household.picture()));
      }
      assertEquals(List.of("m1", "m2"), ids(home.ann, "models"));
      assertEquals(List.of("m1", "m3"), ids(home.bob, "models"));
      byte[] card = "output: {classes: [cat]}".getBytes(StandardCharsets.UTF_8);
      Household.status(200, home.ann.upload("PUT", "api/models/m2/card", card));
      assertNotEquals("cat", home.bob.get("api/models/m3").json().path("classes").get(0).asText());
      Household.status(200, home.ann.delete("api/images/i5"));
      Household.status(200, home.bob.get("api/images/i6/values"));
    }
  }

  @Test
  void anExplanationThatIsSharedIsSeenByAllByItsLinkAndChangedByNobodyElse(Engine engine)
      throws Exception {
    try (Household home = home(engine)) {
      share(home);
      JsonNode seen = home.bob.get("api/explanations/x1").json();
      assertTrue(seen.path("shared").asBoolean());
      assertFalse(seen.path("own").asBoolean());
      assertArrayEquals(
          home.ann.get("api/explanations/x1/maps/0").bytes(),
          home.bob.get("api/explanations/x1/maps/0").bytes());
      for (String path : LENT) {
        Household.status(200, home.bob.get(path));
      }
      assertEquals(List.of("m1"), ids(home.bob, "models"), "it is not listed");
      assertEquals(List.of(), ids(home.bob, "explanations"));
      Household.status(404, patch(home.bob, "{\"name\":\"mine\"}"));
      Household.status(404, patch(home.bob, "{\"shared\":false}"));
      Household.status(404, home.bob.delete("api/explanations/x1"));
      Household.status(404, home.bob.delete("api/models/m2"));
      Household.status(404, home.bob.delete("api/images/i5"));
      String question = Household.question("m2", "i5", "class", "");
      Household.status(400, home.bob.post("api/answers", question));
      Household.status(400, home.bob.post("api/jobs", question));
      Household.status(400, home.bob.upload("api/images/i5/masks", new byte[240 * 240]));
      assertFalse(patch(home.ann, "{\"shared\":false}").json().path("shared").asBoolean());
      for (String path : LENT) {
        Household.status(404, home.bob.get(path));
      }
    }
  }

  private static final List<String> LENT =
      List.of(
          "api/explanations/x1",
          "api/explanations/x1/target",
          "api/explanations/x1/maps/0",
          "api/models/m2",
          "api/models/m2/prediction?image=i5",
          "api/models/m2/labels?image=i5",
          "api/images/i5",
          "api/images/i5/picture",
          "api/images/i5/values");

  private static void share(Household home) throws Exception {
    Household.made(home.ann.upload("api/models?name=mine.onnx", Household.network()));
    Household.made(home.ann.upload("api/images?name=mine.png", Household.picture()));
    Household.made(
        home.ann.post("api/answers", Household.question("m2", "i5", "class", ",\"keep\":true")));
    Household.status(200, patch(home.ann, "{\"shared\":true}"));
  }

  @Test
  void whoLooksAtWhatIsClosedDoesNotOpenItForItsOwner(Engine engine) throws Exception {
    try (Household home = home(engine)) {
      share(home);
      Household.status(200, home.ann.delete("api/models/m2"));
      Household.status(200, home.ann.delete("api/images/i5"));
      for (String path : LENT) {
        Household.status(200, home.bob.get(path));
      }
      assertEquals(List.of("m1"), ids(home.ann, "models"));
      assertEquals(List.of("i1", "i2", "i3", "i4"), ids(home.ann, "images"));
      Household.status(200, home.ann.get("api/models/m2"));
      Household.status(200, home.ann.get("api/images/i5"));
      assertEquals(List.of("m1", "m2"), ids(home.ann, "models"), "its owner does, by asking");
      assertTrue(ids(home.ann, "images").contains("i5"));
      Household.status(
          201, home.ann.post("api/answers", Household.question("m2", "i5", "class", "")));
    }
  }

  @Test
  void whatOnePersonTakesIsNotTakenFromAnother(Engine engine) throws Exception {
    Limits small = new Limits(1L << 30, 1L << 28, 1L << 26, 1, 1, 1L << 28, 2, 8L << 30);
    try (Household home = Household.open(engine, folder.resolve("data"), small)) {
      for (Client each : List.of(home.ann, home.bob)) {
        Household.made(each.upload("api/models?name=a.onnx", Household.network()));
        Household.made(each.upload("api/images?name=a.png", Household.picture()));
        Household.status(413, each.upload("api/models?name=b.onnx", Household.network()));
        Household.status(413, each.upload("api/images?name=b.png", Household.picture()));
        Household.status(202, each.post("api/jobs", Household.endless("m1", "i1", "")));
        Household.status(202, each.post("api/jobs", Household.endless("m1", "i1", "")));
        Household.status(413, each.post("api/jobs", Household.endless("m1", "i1", "")));
      }
      // Both have one job before the others' second ones.
      assertEquals("j1", home.ann.get("api/jobs/j1").json().path("id").asText());
      assertTrue(home.bob.get("api/jobs/j3").json().path("before").asInt() <= 1);
      for (int i = 1; i <= 4; i++) {
        Household.status(200, (i <= 2 ? home.ann : home.bob).delete("api/jobs/j" + i));
      }
    }
  }

  @Test
  void previewsAndTicketsOfOnePersonAreNotInTheWayOfAnothers(Engine engine) throws Exception {
    try (Household home = home(engine)) {
      String preview =
          Household.question("m1", "i1", "pixel:60,110", ",\"preview\":true,\"ticket\":\"t\"");
      String first = Household.made(home.ann.post("api/answers", preview));
      for (int i = 0; i < 5; i++) {
        Household.made(home.bob.post("api/answers", preview));
      }
      Household.status(200, home.ann.get("api/answers/" + first + "/maps/0"));
    }
  }

  @Test
  void whatWasThereBeforeAccountsIsAdoptedOrSeenByNobody(Engine engine) throws Exception {
    Path data = folder.resolve("data");
    Storage storage = Storage.in(data);
    try (PageServer before =
        PageServer.start(engine, ShippedExample.start(), storage, Limits.USUAL, 0)) {
      Client client = new Client(before);
      Household.made(client.upload("api/images?name=mine.png", Household.picture()));
      Reply refused;
      Household.made(
          client.post("api/answers", Household.question("m1", "i5", "class", ",\"keep\":true")));
      refused = patch(client, "{\"shared\":true}");
      Household.status(400, refused);
      assertTrue(refused.error().contains("nobody to share with"), refused.error());
    }
    Store.administer(
        storage,
        people -> {
          new Accounts(people).add("cleo", Household.PASSWORD, true);
          return 0;
        });
    try (Household home = home(engine)) {
      Client cleo = new Client(home.server).logIn("cleo", Household.PASSWORD);
      assertEquals(List.of("i1", "i2", "i3", "i4", "i5"), ids(cleo, "images"));
      assertEquals(List.of("x1"), ids(cleo, "explanations"));
      assertEquals(List.of("i1", "i2", "i3", "i4"), ids(home.ann, "images"));
      assertEquals(List.of(), ids(home.ann, "explanations"));
      Household.status(404, home.ann.get("api/images/i5"));
    }
  }

  @Test
  void withAnAccountGoAllThatItsOwnerHad(Engine engine) throws Exception {
    try (Household home = home(engine)) {
      share(home);
    }
    Storage storage = Storage.in(folder.resolve("data"));
    Store.administer(
        storage,
        people -> {
          new Accounts(people).remove("ann");
          return 0;
        });
    try (Store store = Store.open(storage)) {
      assertFalse(store.library().model(2).isPresent());
      assertFalse(store.library().image(5).isPresent());
      assertFalse(store.explanations().get(1).isPresent());
      assertTrue(store.library().model(1).isPresent());
    }
  }
}
