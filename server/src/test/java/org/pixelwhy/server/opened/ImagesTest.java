package org.pixelwhy.server.opened;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.ShippedExample;
import org.pixelwhy.server.network.LocalNetworks;
import org.pixelwhy.server.network.NotThereException;
import org.pixelwhy.server.store.ImageRow;
import org.pixelwhy.server.store.Owned;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.server.store.Store;

/** Images that are open, and what rows keep of them. */
@ExtendWith(EngineExtension.class)
class ImagesTest {
  @TempDir private Path folder;

  @Test
  void anImageThatCannotBeOpenedAgainIsNotListed(Engine engine) {
    try (Store store = Store.open(Storage.NOTHING);
        Desk desk = new Desk(new LocalNetworks(engine), store, Limits.USUAL)) {
      long row =
          store
              .library()
              .keep(
                  new ImageRow(
                      0,
                      Owned.everybodys(),
                      "ct",
                      Optional.empty(),
                      ImageKind.ELSEWHERE,
                      "",
                      true));
      store.library().listImage(row, false);
      NotThereException refused =
          assertThrows(NotThereException.class, () -> desk.images().get(Person.NOBODY, "i" + row));
      assertTrue(refused.getMessage().contains("was not copied"), refused.getMessage());
      assertFalse(store.library().image(row).orElseThrow().listed());
    }
  }

  @Test
  void aVeryLongNameIsCutWhereARowWouldNotTakeIt(Engine engine) throws Exception {
    Path example = ShippedExample.start().images().get(0).path().orElseThrow();
    Path named = Files.copy(example, folder.resolve("a".repeat(230) + ".png"));
    try (Store store = Store.open(Storage.NOTHING);
        Desk desk = new Desk(new LocalNetworks(engine), store, Limits.USUAL)) {
      StoredImage image = desk.images().open(ImageSource.of(named));
      assertEquals("a".repeat(80), image.title());
      assertEquals(List.of(image), desk.images().all(Person.NOBODY));
    }
  }
}
