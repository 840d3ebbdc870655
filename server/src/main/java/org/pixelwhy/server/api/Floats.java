package org.pixelwhy.server.api;

import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays as they travel: plain numbers, little-endian, row by row. */
final class Floats {
  private static final String TYPE = "application/octet-stream";

  private Floats() {}

  static void send(Context context, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    context.contentType(TYPE).result(bytes.array());
  }

  static void send(Context context, short[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Short.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(values);
    context.contentType(TYPE).result(bytes.array());
  }

  static void send(Context context, byte[] values) {
    context.contentType(TYPE).result(values);
  }
}
