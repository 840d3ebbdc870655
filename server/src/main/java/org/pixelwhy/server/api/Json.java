package org.pixelwhy.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import org.pixelwhy.server.json.JsonText;
import org.pixelwhy.server.opened.TooMuchException;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** JSON as it is read and written. */
final class Json {
  static final int MOST_BYTES = 1 << 20;

  private Json() {}

  static void send(Context context, JsonNode json) {
    context.contentType("application/json").result(JsonText.write(json));
  }

  /**
   * The body as an object.
   *
   * @throws InputException if it is none
   */
  static JsonNode body(Context context) {
    if (!Body.isOf(context, "application/json")) {
      throw new InputException("expected a body of type application/json");
    }
    byte[] bytes = Body.bytes(context, MOST_BYTES);
    try {
      JsonNode read = JsonText.read(bytes);
      if (read == null || !read.isObject()) {
        throw new InputException("the body is no JSON object");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new InputException("the body is no JSON: " + e.getOriginalMessage(), e);
    } catch (java.io.IOException e) {
      throw new TooMuchException(Text.format("the body cannot be read: %s", e.getMessage()));
    }
  }
}
