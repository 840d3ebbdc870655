package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.network.LocalNetworks;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Storage;
import org.pixelwhy.study.request.ModelSource;
import org.pixelwhy.tensor.InputException;

/** The server listens while it opens what is there at the start. */
@ExtendWith(EngineExtension.class)
class BeginningTest {
  private static PageServer begin(Engine engine, PageServer.Start start) {
    return PageServer.begin(
        new LocalNetworks(engine), start, Storage.NOTHING, Limits.USUAL, Entrance.here(0));
  }

  @Test
  void whoAsksAtOnceWaitsUntilTheExampleIsOpen(Engine engine) throws Exception {
    try (PageServer server = begin(engine, ShippedExample.start())) {
      Client client = new Client(server);
      JsonNode models = client.get("api/models").json().path("models");
      assertEquals(1, models.size());
      assertTrue(models.get(0).has("layers"), models::toString);
      server.awaitFirst();
    }
  }

  @Test
  void aNetworkThatIsNoneIsSaidByWhomWaitsForIt(Engine engine, @TempDir Path folder)
      throws IOException {
    Path none = Files.writeString(folder.resolve("none.onnx"), "no network");
    PageServer.Start start = new PageServer.Start(List.of(ModelSource.of(none)), List.of());
    try (PageServer server = begin(engine, start)) {
      InputException problem = assertThrows(InputException.class, server::awaitFirst);
      assertTrue(problem.getMessage().contains("none.onnx"), problem::getMessage);
    }
  }
}
