package org.pixelwhy.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class StringLiteralsTest {
  @Test
  void findsTextsAndNoCommentsOrCharacters() {
    String code =
        """
        /** Not "this". */
        char quote = '"'; // nor "that"
        char escaped = '\\'';
        char wide = '\\u0041';
        String url = "http://example.org"; /* "no" */ String said = "he said \\"so\\"";
        """
            + "String block = \"\"\"\n  a \"quoted\" --word\n  \"\"\";";
    assertEquals(
        List.of(
            "\"http://example.org\"",
            "\"he said \\\"so\\\"\"",
            "\"\"\"\n  a \"quoted\" --word\n  \"\"\""),
        StringLiterals.of(code));
  }
}
