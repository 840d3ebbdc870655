package org.pixelwhy.server.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.tensor.Text;

/**
 * Messages through a channel: the number of parts, the header's length, each part's length, and
 * then all of them. Several threads may send, one receives.
 */
final class Wire implements AutoCloseable {
  private static final int LONGEST_HEADER = 1 << 26;
  private static final int MOST_PARTS = 4_096;
  private static final long MOST_BYTES = 1L << 31;

  private final SocketChannel channel;
  private final Object sending = new Object();

  /**
   * @param channel closed with this
   */
  Wire(SocketChannel channel) {
    this.channel = channel;
  }

  /** Sends a message, whole. */
  void send(Message message) throws IOException {
    byte[] header = JsonText.write(message.header());
    ByteBuffer lengths = ByteBuffer.allocate(Integer.BYTES * (2 + message.parts().size()));
    lengths.putInt(message.parts().size()).putInt(header.length);
    message.parts().forEach(part -> lengths.putInt(part.length));
    synchronized (sending) {
      write(lengths.flip());
      write(ByteBuffer.wrap(header));
      for (byte[] part : message.parts()) {
        write(ByteBuffer.wrap(part));
      }
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Waits for the next message.
   *
   * @return empty where the other side ended
   * @throws IOException if it ended within a message, or sends what cannot be one
   */
  Optional<Message> receive() throws IOException {
    ByteBuffer start = ByteBuffer.allocate(2 * Integer.BYTES);
    if (channel.read(start) < 0) {
      return Optional.empty();
    }
    fill(start);
    int count = within(start.getInt(), MOST_PARTS);
    int header = within(start.getInt(), LONGEST_HEADER);
    ByteBuffer lengths = fill(ByteBuffer.allocate(count * Integer.BYTES));
    int[] each = new int[count];
    long total = 0;
    for (int i = 0; i < count; i++) {
      each[i] = within(lengths.getInt(), Integer.MAX_VALUE);
      total += each[i];
    }
    if (total > MOST_BYTES) {
      throw new IOException(Text.format("a message of %d bytes is too long", total));
    }
    ObjectNode json = JsonText.readObject(bytes(header));
    List<byte[]> parts = new ArrayList<>();
    for (int length : each) {
      parts.add(bytes(length));
    }
    return Optional.of(new Message(json, parts));
  }

  private static int within(int length, int most) throws IOException {
    if (length < 0 || length > most) {
      throw new IOException(Text.format("%d is no length of a message's part", length));
    }
    return length;
  }

  private byte[] bytes(int length) throws IOException {
    return fill(ByteBuffer.allocate(length)).array();
  }

  private ByteBuffer fill(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("the other side ended within a message");
      }
    }
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
