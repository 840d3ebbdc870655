package org.pixelwhy.report.page;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.pixelwhy.render.Picture;
import org.pixelwhy.report.view.EncodedPicture;
import org.pixelwhy.tensor.Text;

/** A piece of finished markup, written when its turn comes, so that no page is held in memory. */
@FunctionalInterface
public interface Html {
  Html NOTHING = out -> {};

  void writeTo(Appendable out) throws IOException;

  /** Appends it to a text in memory. */
  default void appendTo(StringBuilder text) {
    try {
      writeTo(text);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can always be written", e);
    }
  }

  static Html raw(String markup) {
    return out -> out.append(markup);
  }

  static Html all(List<Html> pieces) {
    return out -> {
      for (Html piece : pieces) {
        piece.writeTo(out);
      }
    };
  }

  /** The text, harmless between tags and in quoted attributes. */
  static Html text(String text) {
    return raw(escape(text));
  }

  /** The picture as a {@code data:} address; encoded when it is written, and not kept. */
  static Html data(Picture picture) {
    return out -> data(EncodedPicture.of(picture)).writeTo(out);
  }

  static Html data(EncodedPicture picture) {
    return out ->
        out.append("data:image/png;base64,")
            .append(Base64.getEncoder().encodeToString(picture.png()));
  }

  /** The text of a file. */
  static Html file(Path file) {
    return out -> {
      try (Reader reader = Files.newBufferedReader(file)) {
        CharBuffer buffer = CharBuffer.allocate(1 << 16);
        while (reader.read(buffer) >= 0) {
          out.append(buffer.flip());
          buffer.clear();
        }
      }
    };
  }

  /**
   * Escaped for HTML and XML; what is not {@link Text#printable printable} or forbidden in XML
   * becomes U+FFFD.
   */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    Text.printable(text)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(allowed(c) ? c : Text.REPLACEMENT);
              }
            });
    return escaped.toString();
  }

  private static boolean allowed(int c) {
    boolean surrogate = c >= 0xd800 && c < 0xe000;
    return !surrogate && c != 0xfffe && c != 0xffff;
  }
}
