package org.pixelwhy.server.api;

import io.javalin.http.Context;
import org.pixelwhy.server.json.LittleEndian;
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
