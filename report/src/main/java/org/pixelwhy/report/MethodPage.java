package org.pixelwhy.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a method's page of the documentation says of its limits. */
final class MethodPage {
  private static final String HEADING = "**Pitfalls**";

  private MethodPage() {}

  /**
   * The pitfalls, as plain text; none where a method has no page here, as one from outside.
   *
   * @param id of the method
   */
  static List<String> pitfalls(String id) {
    List<String> pitfalls = new ArrayList<>();
    boolean inside = false;
    for (String line : text(id).split("\n")) {
      if (line.startsWith(HEADING)) {
        inside = true;
      } else if (inside && line.startsWith("- ")) {
        pitfalls.add(plain(line.substring(2)));
      } else if (inside && line.startsWith("  ") && !pitfalls.isEmpty()) {
        int last = pitfalls.size() - 1;
        pitfalls.set(last, pitfalls.get(last) + " " + plain(line.strip()));
      } else if (inside && line.isBlank()) {
        inside = false;
      }
    }
    return pitfalls;
  }

  private static String text(String id) {
    if (!id.matches("[a-z0-9-]+")) {
      return "";
    }
    try (InputStream stream = MethodPage.class.getResourceAsStream("methods/" + id + ".md")) {
      return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String plain(String markdown) {
    return markdown.replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1").replaceAll("[`*]", "");
  }
}
