package org.pixelwhy.server.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.pixelwhy.server.opened.TooMuchException;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** What a request carries. */
final class Body {
  private Body() {}

  /**
   * The bytes of a file that is sent. Its type is one that no form of another site can send.
   *
   * @throws InputException if the type is another one
   */
  static InputStream file(Context context) {
    if (!String.valueOf(context.contentType()).startsWith("application/octet-stream")) {
      throw new InputException("expected a body of type application/octet-stream");
    }
    return stream(context);
  }

  /**
   * All bytes of the body.
   *
   * @throws TooMuchException if there are more than allowed
   */
  static byte[] bytes(Context context, int most) {
    try {
      byte[] bytes = stream(context).readNBytes(most + 1);
      if (bytes.length > most) {
        throw new TooMuchException(
            Text.format("the body has more than the %d bytes that are allowed", most));
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream stream(Context context) {
    try {
      return context.req().getInputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
