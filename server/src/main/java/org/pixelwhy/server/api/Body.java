package org.pixelwhy.server.api;

import io.javalin.http.Context;
import java.io.FilterInputStream;
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
   * @param most bytes that are allowed; what announces more is refused before it is sent
   * @throws InputException if the type is another one
   * @throws TooMuchException if more bytes are announced than are allowed
   */
  static InputStream file(Context context, long most) {
    if (!isOf(context, "application/octet-stream")) {
      throw new InputException("expected a body of type application/octet-stream");
    }
    if (context.req().getContentLengthLong() > most) {
      throw new TooMuchException(
          Text.format("more than the %d bytes that are allowed would be sent", most));
    }
    return stream(context);
  }

  /** Whether the body is said to be of a type. */
  static boolean isOf(Context context, String type) {
    // As it was sent: the parsed type is an error where its charset is one that nobody knows.
    return String.valueOf(context.header("Content-Type")).startsWith(type);
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
      return new Sent(context.req().getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A body that breaks off, or is no body at all, is its sender's fault. */
  private static final class Sent extends FilterInputStream {
    Sent(InputStream body) {
      super(body);
    }

    @Override
    public int read() {
      try {
        return super.read();
      } catch (IOException e) {
        throw broken(e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        throw broken(e);
      }
    }

    private static InputException broken(IOException reason) {
      return new InputException("the body breaks off or is damaged; send it again", reason);
    }
  }
}
