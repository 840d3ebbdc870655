package org.pixelwhy.app.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command of a page.
 *
 * @param page the page's path from the root
 * @param line where it stands there, from 1
 * @param text the command, on one line
 * @param block whether it stands in a block, to be typed; else within a sentence
 * @param shown the lines that the page shows of what it prints
 */
record Typed(String page, int line, String text, boolean block, List<String> shown) {
  private static final Pattern WORD = Pattern.compile("(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"']))+");

  Typed showing(List<String> lines) {
    return new Typed(page, line, text, block, lines);
  }

  /** The words after the program's name, as a shell reads them; nothing of a comment. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text.replaceFirst(" #.*", ""));
    while (word.find()) {
      words.add(word.group().replaceAll("[\"']", ""));
    }
    return words.subList(1, words.size());
  }

  @Override
  public String toString() {
    return page + ":" + line + ": " + text;
  }
}
