package org.pixelwhy.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.json.LittleEndian;
import org.pixelwhy.server.network.Explained;
import org.pixelwhy.tensor.InputException;

/** Arrays as answers. */
final class Floats {
  private static final String TYPE = "application/octet-stream";

  private Floats() {}

  static void send(Context context, float[] values) {
    send(context, LittleEndian.bytes(values));
  }

  static void send(Context context, byte[] values) {
    context.contentType(TYPE).result(values);
  }

  /**
   * An answer as one: how many bytes its facts have (int32), these as JSON, filled with blanks so
   * that numbers begin at a multiple of four, its maps, and the pixels of its target.
   */
  static void send(Context context, JsonNode facts, Explained answer) {
    byte[] json = JsonText.write(facts);
    int head = (json.length + Integer.BYTES - 1) / Integer.BYTES * Integer.BYTES;
    ByteBuffer bytes =
        ByteBuffer.allocate(Integer.BYTES + head + Math.toIntExact(answer.bytes()))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(head)
            .put(json);
    while (bytes.position() < Integer.BYTES + head) {
      bytes.put((byte) ' ');
    }
    answer.maps().forEach(bytes::put);
    send(context, bytes.put(answer.pixels()).array());
  }

  /**
   * The number of the map that a request's path names.
   *
   * @throws InputException if it is none
   */
  static int map(Context context) {
    try {
      return Integer.parseInt(context.pathParam("map"));
    } catch (NumberFormatException e) {
      throw new InputException("maps are numbered from 0", e);
    }
  }
}
