package org.pixelwhy.site;

import java.util.Collection;
import java.util.Locale;

/**
 * What is searched, as a script: a page that was opened as a file may load no data, but scripts.
 */
final class SearchIndex {
  private SearchIndex() {}

  /** An array of [title of the page, heading, address, text] for each section. */
  static String of(Collection<Page> pages) {
    StringBuilder script = new StringBuilder("window.PIXELWHY_SECTIONS = [\n");
    for (Page page : pages) {
      for (Page.Section section : page.sections()) {
        String address = section.level() < 2 ? page.address() : page.address() + "#" + section.id();
        script.append('[').append(quoted(page.title())).append(',');
        script.append(quoted(section.level() < 2 ? "" : section.title())).append(',');
        script.append(quoted(address)).append(',');
        script.append(quoted(section.text())).append("],\n");
      }
    }
    return script.append("];\n").toString();
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        default -> {
          // Line ends, of which JavaScript knows more than Java, and whatever could end the script.
          if (c < ' ' || c == '<' || c == '\u2028' || c == '\u2029') {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
