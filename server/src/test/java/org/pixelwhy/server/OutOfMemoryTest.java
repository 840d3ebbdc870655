package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;
import org.pixelwhy.server.store.Storage;

/** Files that take more memory than the server has while they are read. */
@ExtendWith(EngineExtension.class)
class OutOfMemoryTest {
  private static final byte[] FILE = Exhausting.START.getBytes(StandardCharsets.ISO_8859_1);

  @TempDir private Path folder;

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(file -> file.contains("files/") || file.contains("incoming/"))
          .sorted()
          .toList();
    }
  }

  @Test
  void theyAreRefusedAndLeaveNothingBehind(Engine engine) throws Exception {
    Storage storage = Storage.in(folder.resolve("data"));
    try (PageServer server =
        PageServer.start(engine, ShippedExample.start(), storage, Limits.USUAL, 0)) {
      Client client = new Client(server);
      List<String> before = files();
      int images = client.get("api/images").json().path("images").size();
      String said = "huge.xyz: takes more memory than the server has; send a smaller one";
      for (String place :
          List.of("api/images?name=huge.xyz", "api/images/i1/masks?name=huge.xyz")) {
        Client.Reply reply = client.upload(place, FILE);
        assertEquals(413, reply.status(), place);
        assertEquals(said, reply.error());
        assertEquals(before, files(), place);
      }
      assertEquals(images, client.get("api/images").json().path("images").size());
      assertEquals(200, client.get("api/images/i1/picture").status(), "the server goes on");
    }
  }
}
