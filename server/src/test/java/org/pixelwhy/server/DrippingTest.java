package org.pixelwhy.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.opened.Limits;

/** Whoever sends a byte now and then holds no thread: neither accepted nor refused. */
@ExtendWith(EngineExtension.class)
class DrippingTest {
  private static final int MOST_DRIPS = 3_000;

  private static final String MODEL =
      RawRequest.text(
          "POST /api/models HTTP/1.1",
          "Content-Type: application/octet-stream",
          "Content-Length: 1000000");

  /** What the server says while bytes still drip; the connection is closed then. */
  private static String dripped(int port, String request) {
    try (Socket socket = RawRequest.open(port)) {
      InputStream in = socket.getInputStream();
      String text = request.replace("PORT", Integer.toString(port));
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      for (int i = 0; i < MOST_DRIPS && in.available() == 0; i++) {
        socket.getOutputStream().write('x');
        Thread.sleep(50);
      }
      assertTrue(in.available() > 0, "it is told before it has sent all");
      return told(in);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String told(InputStream in) throws IOException {
    StringBuilder said = new StringBuilder();
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        said.append((char) next);
      }
    } catch (SocketException e) {
      // It hung up with a byte of ours unread.
    }
    return said.toString();
  }

  @Test
  void whoeverDripsIsToldWhyAndHungUpOn(Engine engine) throws Exception {
    try (PageServer server = PageServer.start(engine, ShippedExample.start(), Limits.USUAL, 0)) {
      String foreign = MODEL.replace("Content-Type", "Origin: http://evil.example\r\nContent-Type");
      CompletableFuture<String> refused =
          CompletableFuture.supplyAsync(() -> dripped(server.port(), foreign));
      String accepted = dripped(server.port(), MODEL);
      assertTrue(accepted.startsWith("HTTP/1.1 400 "), accepted);
      assertTrue(accepted.contains("the body comes too slowly"), accepted);
      assertTrue(refused.get().startsWith("HTTP/1.1 403 "), refused.get());
      assertEquals(200, new Client(server).get("api/about").status());
    }
  }
}
