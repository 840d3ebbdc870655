package org.pixelwhy.server.kept;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.PageServer;
import org.pixelwhy.server.ShippedExample;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.network.Asked;
import org.pixelwhy.server.network.LocalNetworks;
import org.pixelwhy.server.network.PictureKey;
import org.pixelwhy.server.opened.Answer;
import org.pixelwhy.server.opened.Desk;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.server.store.Store;
import org.pixelwhy.target.Reduction;

/** Answers that are kept some time after they were given. */
@ExtendWith(EngineExtension.class)
class KeptAnswersTest {
  private static final Asked ASKED =
      new Asked(
          "m1",
          new PictureKey("i1", Optional.empty(), 0),
          "pixel:60,110",
          new Asked.Number(Reduction.MEAN, OutputSpace.LOGITS),
          new Asked.Methods(List.of("saliency"), List.of(Layers.AUTO), List.of(), 3));

  private static Desk desk(Engine engine, Store store) {
    Desk desk = new Desk(new LocalNetworks(engine), store, Limits.USUAL);
    PageServer.Start example = ShippedExample.start();
    desk.models().open(example.models().get(0));
    desk.images().open(example.images().get(0));
    return desk;
  }

  @Test
  void anAnswerIsKeptWithTheCardThatItWasGivenWith(Engine engine) {
    try (Store store = Store.open(Storage.NOTHING);
        Desk desk = desk(engine, store)) {
      Kept kept = new Kept(desk, store, Limits.USUAL);
      List<String> guesses = desk.models().get(Person.NOBODY, "m1").facts().guesses();
      Optional<String> card = desk.models().get(Person.NOBODY, "m1").card();
      Answer answer = desk.ask(Person.NOBODY, ASKED, Optional.empty());
      byte[] stated = "output: {classes: [cat]}".getBytes(StandardCharsets.UTF_8);
      desk.models().card(Person.NOBODY, "m1", new ByteArrayInputStream(stated));
      assertFalse(desk.models().get(Person.NOBODY, "m1").card().equals(card));
      String id = kept.keep(answer, Optional.empty());
      JsonNode provenance =
          JsonText.kept(kept.row(Person.NOBODY, id).answers().get(0).provenance());
      assertEquals(card, Optional.ofNullable(provenance.path("card").textValue()));
      assertEquals(JsonText.texts(guesses), provenance.path("guesses"));
    }
  }

  @Test
  void keepingAnAnswerOpensNoNetworkThatWasClosed(Engine engine) {
    try (Store store = Store.open(Storage.NOTHING);
        Desk desk = desk(engine, store)) {
      Kept kept = new Kept(desk, store, Limits.USUAL);
      Answer answer = desk.ask(Person.NOBODY, ASKED, Optional.empty());
      kept.keep(answer, Optional.empty());
      desk.models().close(Person.NOBODY, "m1");
      assertEquals("x2", kept.keep(answer, Optional.empty()));
      assertEquals(List.of(), desk.models().all(Person.NOBODY));
    }
  }
}
