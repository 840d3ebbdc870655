package org.pixelwhy.server.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What one process tells the other.
 *
 * @param header what is asked or answered
 * @param parts arrays that belong to it
 */
record Message(ObjectNode header, List<byte[]> parts) {
  Message {
    parts = List.copyOf(parts);
  }

  /** Without arrays. */
  static Message of(ObjectNode header) {
    return new Message(header, List.of());
  }

  /** A request of one word. */
  static Message of(Task task) {
    return of(task.header());
  }

  Task task() {
    return Task.valueOf(header.path(Task.FIELD).asText());
  }
}
