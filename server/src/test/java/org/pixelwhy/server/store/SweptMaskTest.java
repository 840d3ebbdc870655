package org.pixelwhy.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.PageServer;
import org.pixelwhy.server.ShippedExample;
import org.pixelwhy.server.jobs.JobQueue;
import org.pixelwhy.server.kept.Kept;
import org.pixelwhy.server.network.Asked;
import org.pixelwhy.server.network.LocalNetworks;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.network.PictureKey;
import org.pixelwhy.server.opened.Answer;
import org.pixelwhy.server.opened.Desk;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.target.Reduction;

/** A mask whose row was deleted while its pixels are remembered. */
@ExtendWith(EngineExtension.class)
class SweptMaskTest {
  private static final int SIDE = 240;
  private static final PictureKey PICTURE = new PictureKey("i1", Optional.empty(), 0);
  private static final Asked ASKED =
      new Asked(
          "m1",
          PICTURE,
          "region:k1:segment",
          new Asked.Number(Reduction.MEAN, OutputSpace.LOGITS),
          new Asked.Methods(List.of("saliency"), List.of(Layers.AUTO), List.of(), 3));

  @TempDir private Path folder;

  private void makeOld() throws Exception {
    DatabaseAddress address = DatabaseAddress.file(folder.toRealPath().resolve("data/pixelwhy"));
    try (Connection connection =
            DriverManager.getConnection(
                address.jdbc(), address.user().orElse(""), address.password().orElse(""));
        Statement statement = connection.createStatement()) {
      assertEquals(1, statement.executeUpdate("update mask set created = 0"));
    }
  }

  @Test
  void isSaidToBeGoneWhereSomethingWouldBeKeptOfIt(Engine engine) throws Exception {
    PageServer.Start example = ShippedExample.start();
    try (Store store = Store.open(Storage.in(folder.resolve("data")));
        Desk desk = new Desk(new LocalNetworks(engine), store, Limits.USUAL)) {
      desk.models().open(example.models().get(0));
      desk.images().open(example.images().get(0));
      byte[] marked = new byte[SIDE * SIDE];
      marked[30 * SIDE + 200] = 1;
      assertEquals("k1", desk.masks().add(Person.NOBODY, PICTURE, marked));
      Answer answer = desk.ask(Person.NOBODY, ASKED, Optional.empty());
      makeOld();
      store.sweep();
      Kept kept = new Kept(desk, store, Limits.USUAL);
      requireGone(assertThrows(NotThereException.class, () -> kept.keep(answer, Optional.empty())));
      try (JobQueue queue = new JobQueue(desk, kept, store).begin()) {
        requireGone(
            assertThrows(
                NotThereException.class, () -> queue.add(Person.NOBODY, ASKED, Optional.empty())));
      }
    }
  }

  private static void requireGone(NotThereException refused) {
    assertTrue(refused.getMessage().contains("no mask 'k1', or no more"), refused.getMessage());
  }
}
