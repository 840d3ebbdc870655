package org.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What stands between {@code // region} and {@code // endregion} of a source, or all of it. */
record Snippet(List<String> lines) {
  static Snippet of(Path source) throws IOException {
    List<String> all = Files.readAllLines(source);
    int first = index(all, "// region", -1);
    int last = index(all, "// endregion", all.size());
    return new Snippet(all.subList(first + 1, last));
  }

  private static int index(List<String> lines, String mark, int otherwise) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().startsWith(mark)) {
        return i;
      }
    }
    return otherwise;
  }

  /** As it stands in a page of documentation: without indentation, in a block of Java. */
  String block() {
    return "```java\n" + String.join("\n", lines).stripTrailing().stripIndent() + "\n```\n";
  }
}
