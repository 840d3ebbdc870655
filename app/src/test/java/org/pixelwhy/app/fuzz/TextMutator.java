package org.pixelwhy.app.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;

/** Swaps, drops and repeats lines and words of a text, and puts in what a parser may trip over. */
final class TextMutator implements Mutator {
  private static final List<String> WORDS =
      List.of(
          "",
          "-1",
          "0",
          "1e999",
          "nan",
          ".inf",
          "9999999999999999999",
          "[]",
          "{}",
          "[[[[",
          "&a [*a]",
          "*x",
          "!!int x",
          "!!binary _",
          "!!set {a}",
          "!!timestamp x",
          "!!float y",
          "? ",
          "\t",
          "\"",
          "'",
          "|",
          ">",
          "<<: *x",
          "%YAML 9",
          "---",
          "...",
          "\u0000",
          "\ufeff",
          "../../etc",
          "/",
          "null",
          "true",
          "2**31",
          "0x",
          "1/0",
          "a: b: c",
          "- - -",
          "\u001b[2J",
          "#",
          "@",
          "`");

  @Override
  public byte[] mutate(byte[] content, Random random) {
    List<String> lines =
        new ArrayList<>(Arrays.asList(new String(content, StandardCharsets.UTF_8).split("\n")));
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes && !lines.isEmpty(); i++) {
      change(lines, random);
    }
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  private static void change(List<String> lines, Random random) {
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    String word = WORDS.get(random.nextInt(WORDS.size()));
    switch (random.nextInt(6)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
      case 2 -> lines.set(at, " ".repeat(random.nextInt(5)) + line.strip());
      case 3 -> lines.set(at, line.replaceFirst("(?<=: ).*", Matcher.quoteReplacement(word)));
      case 4 -> lines.set(at, line.substring(0, line.length() / 2) + word);
      default -> {
        int cut = random.nextInt(line.length() + 1);
        lines.set(at, line.substring(0, cut) + word + line.substring(cut));
      }
    }
  }
}
