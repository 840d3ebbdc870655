package org.pixelwhy.server.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.server.json.JsonText;

/** Messages, whole and broken. */
class WireTest {
  @TempDir private Path folder;
  private SocketChannel near;
  private SocketChannel far;

  @BeforeEach
  void connect() throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
    try (ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      door.bind(address);
      near = SocketChannel.open(address);
      far = door.accept();
    }
  }

  @AfterEach
  void close() throws IOException {
    near.close();
    far.close();
  }

  @Test
  void aMessageArrivesAsItWasSentAndTheEndIsTheEnd() throws IOException {
    byte[] part = {1, -2, 3};
    new Wire(near).send(new Message(JsonText.object().put("é", 7), List.of(part, new byte[0])));
    near.close();
    Wire wire = new Wire(far);
    Message message = wire.receive().orElseThrow();
    assertEquals(7, message.header().path("é").asInt());
    assertArrayEquals(part, message.parts().get(0));
    assertEquals(0, message.parts().get(1).length);
    assertTrue(wire.receive().isEmpty());
  }

  private void send(int... numbers) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length);
    for (int number : numbers) {
      bytes.putInt(number);
    }
    near.write(bytes.flip());
  }

  @Test
  void lengthsThatCannotBeAreRefusedBeforeAnythingIsRead() throws IOException {
    send(1, 2, -3);
    assertThrows(IOException.class, () -> new Wire(far).receive());
    send(0, Integer.MAX_VALUE);
    assertThrows(IOException.class, () -> new Wire(far).receive());
    send(Integer.MAX_VALUE, 2);
    assertThrows(IOException.class, () -> new Wire(far).receive());
    send(2, 2, Integer.MAX_VALUE, Integer.MAX_VALUE);
    assertThrows(IOException.class, () -> new Wire(far).receive());
  }

  @Test
  void anEndWithinAMessageIsSaid() throws IOException {
    send(0, 100, 5);
    near.close();
    assertThrows(EOFException.class, () -> new Wire(far).receive());
  }
}
