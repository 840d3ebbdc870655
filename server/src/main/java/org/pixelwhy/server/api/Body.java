package org.pixelwhy.server.api;

import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.pixelwhy.server.opened.TooMuchException;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** What a request carries. */
final class Body {
  private static final int BLOCK = 1 << 16;
  private static final long MOST_SKIPPED = 1L << 27;
  private static final long PAUSE_NANOS = 500_000_000;
  private static final long LONGEST_NANOS = 5_000_000_000L;

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

  /**
   * Takes in what is still being sent of a body that nobody wants, so that its sender hears why: a
   * connection that is closed meanwhile may lose the answer. Not for ever: neither so much, nor so
   * long, nor from whoever pauses.
   */
  static void skip(Context context) {
    boolean chunked = context.header("Transfer-Encoding") != null;
    long announced = chunked ? MOST_SKIPPED : context.req().getContentLengthLong();
    if (announced <= BLOCK) {
      return;
    }
    try {
      skip(context.req().getInputStream(), Math.min(announced, MOST_SKIPPED));
    } catch (IOException e) {
      // It breaks off, and so does the connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void skip(ServletInputStream body, long most)
      throws IOException, InterruptedException {
    byte[] block = new byte[BLOCK];
    long left = most;
    long started = System.nanoTime();
    long heard = started;
    while (left > 0
        && !body.isFinished()
        && System.nanoTime() - heard < PAUSE_NANOS
        && System.nanoTime() - started < LONGEST_NANOS) {
      if (body.available() > 0) {
        left -= body.read(block);
        heard = System.nanoTime();
      } else {
        Thread.sleep(1);
      }
    }
  }

  private static InputStream stream(Context context) {
    try {
      return new Sent(context.req().getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A body that breaks off, drips, or is no body at all, is its sender's fault. */
  private static final class Sent extends FilterInputStream {
    private final SendingRate rate = new SendingRate(System::nanoTime);

    Sent(InputStream body) {
      super(body);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return rate.of(() -> super.read(bytes, offset, length));
      } catch (IOException e) {
        throw broken(e);
      }
    }

    private static InputException broken(IOException reason) {
      return new InputException("the body breaks off or is damaged; send it again", reason);
    }
  }
}
