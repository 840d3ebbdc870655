package org.pixelwhy.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markup from a resource file with places named {@code {{name}}}.
 *
 * <p>Filling it, a string is escaped and {@link Html} goes in as it is.
 */
public final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  /** Texts at even positions, names of places at odd ones. */
  private final List<String> parts = new ArrayList<>();

  private Template(String text) {
    Matcher matcher = PLACE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      parts.add(text.substring(end, matcher.start()));
      parts.add(matcher.group(1));
      end = matcher.end();
    }
    parts.add(text.substring(end));
  }

  static Template of(String resource) {
    return new Template(text(resource));
  }

  public static String text(String resource) {
    try (InputStream stream = Template.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("missing from the jar: " + resource);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The template with all its places filled, by strings or {@link Html}. */
  Html fill(Map<String, Object> values) {
    List<Html> pieces = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      pieces.add(i % 2 == 0 ? Html.raw(parts.get(i)) : piece(values.get(parts.get(i)), i));
    }
    return Html.all(pieces);
  }

  private Html piece(Object value, int part) {
    if (value instanceof Html html) {
      return html;
    }
    if (value instanceof String text) {
      return Html.text(text);
    }
    throw new IllegalStateException("no value for {{" + parts.get(part) + "}}");
  }
}
