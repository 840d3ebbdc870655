package org.pixelwhy.architecture;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The texts that Java code holds, without what its comments say. */
public final class StringLiterals {
  // What comes first where texts, characters and comments hold one another is what the compiler
  // sees.
  private static final Pattern TOKENS =
      Pattern.compile(
          "\"\"\"(?s:.*?)\"\"\""
              + "|\"(?:\\\\.|[^\"\\\\\\n])*+\""
              + "|'(?:\\\\.[^']*|[^'\\\\])'"
              + "|//[^\\n]*"
              + "|/\\*(?s:.*?)\\*/");

  private StringLiterals() {}

  /** The texts in their order, with their quotes. */
  public static List<String> of(String code) {
    return TOKENS
        .matcher(code)
        .results()
        .map(MatchResult::group)
        .filter(token -> token.startsWith("\""))
        .toList();
  }
}
