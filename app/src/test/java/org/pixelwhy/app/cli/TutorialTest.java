package org.pixelwhy.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types what the tutorial says, and compares what comes out with what it shows. */
class TutorialTest {
  private static final Path PAGE = Path.of("..", "docs", "tutorial.md");
  private static final Pattern BLOCK = Pattern.compile("```(text)?\n(.*?)```", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("-?\\d+\\.\\d+");

  /** Other processors round otherwise. */
  private static final double ROUNDING = 0.02;

  @TempDir private Path folder;

  @Test
  void everyCommandOfThePagePrintsWhatThePageShows() throws IOException {
    List<String> printed = List.of();
    int commands = 0;
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    while (block.find()) {
      if (block.group(1) == null) {
        printed = run(block.group(2).strip());
        commands++;
      } else {
        compare(block.group(2).lines().toList(), printed);
      }
    }
    assertEquals(4, commands);
  }

  private List<String> run(String command) {
    assertTrue(command.startsWith("./pixelwhy "), command);
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.remove(0);
    words.replaceAll(word -> word.startsWith("docs/") ? "../" + word : word);
    words.replaceAll(word -> word.equals("why") ? folder.resolve(word).toString() : word);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        CommandLines.run(
            Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)),
            words.toArray(String[]::new));
    assertEquals(0, code, () -> command + ": " + err);
    return out.toString().lines().toList();
  }

  /** Each shown line is printed, in this order; numbers with a point nearly so. */
  private static void compare(List<String> shown, List<String> printed) {
    int next = 0;
    for (String line : shown) {
      while (next < printed.size() && !alike(line, printed.get(next))) {
        next++;
      }
      assertTrue(next < printed.size(), () -> "not printed: " + line + "\nbut: " + printed);
      next++;
    }
  }

  private static boolean alike(String shown, String printed) {
    Matcher a = NUMBER.matcher(shown);
    Matcher b = NUMBER.matcher(printed);
    while (a.find()) {
      if (!b.find()) {
        return false;
      }
      double expected = Double.parseDouble(a.group());
      if (Math.abs(Double.parseDouble(b.group()) - expected) > ROUNDING * Math.abs(expected)) {
        return false;
      }
    }
    return NUMBER.matcher(shown).replaceAll("N").equals(NUMBER.matcher(printed).replaceAll("N"));
  }
}
