package org.pixelwhy.app.pages;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.pixelwhy.app.cli.CommandLines;

/**
 * A process that runs many commands in its own folder, one after the other: starting one for each
 * would take most of the time.
 */
final class Typist {
  private Typist() {}

  /**
   * Runs the commands of a file, one a line, words apart by tabs, and writes beside it what came.
   */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    Path file = Path.of(args[0]);
    List<String> commands = Files.readAllLines(file);
    for (int i = 0; i < commands.size(); i++) {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      long start = System.nanoTime();
      int code =
          CommandLines.run(
              CommandLines.printing(new PrintWriter(out, true), new PrintWriter(err, true)),
              commands.get(i).split("\t"));
      long millis = (System.nanoTime() - start) / 1_000_000;
      Files.writeString(result(file, i, "out"), out.toString());
      Files.writeString(result(file, i, "err"), err.toString());
      Files.writeString(result(file, i, "code"), code + " " + millis);
    }
  }

  static Path result(Path file, int i, String kind) {
    return file.resolveSibling(i + "." + kind);
  }
}
