package org.pixelwhy.app.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.pixelwhy.app.cli.CommandLines;
import picocli.CommandLine;

/**
 * Runs cases one after the other in a process that may die of them. Prints a line before and a line
 * after each.
 */
final class Worker {
  private Worker() {}

  /**
   * @param args format, first case, number of cases, seed, folder
   */
  public static void main(String[] args) throws IOException {
    Format format = Format.valueOf(args[0]);
    int first = Integer.parseInt(args[1]);
    int count = Integer.parseInt(args[2]);
    long seed = Long.parseLong(args[3]);
    Path folder = Path.of(args[4]);
    PrintStream out = System.out;
    for (int i = first; i < first + count; i++) {
      prepare(format, i, seed, folder);
      out.println("start " + i);
      StringWriter err = new StringWriter();
      CommandLine commandLine = CommandLines.quiet(new PrintWriter(err));
      int code = CommandLines.run(commandLine, format.command(folder).toArray(String[]::new));
      String first120 = err.toString().lines().findFirst().orElse("");
      out.println("end " + i + " " + code + " " + first120);
    }
    System.exit(0);
  }

  /** Lays a damaged file among whole ones; the case follows from its number and the seed alone. */
  static void prepare(Format format, int number, long seed, Path folder) throws IOException {
    Files.createDirectories(folder);
    delete(folder.resolve("out"));
    for (Format whole : List.of(Format.ONNX, Format.PNG)) {
      Files.write(folder.resolve(whole.file()), whole.seed());
    }
    Random random = new Random(seed * 1_000_003 + number);
    Files.write(folder.resolve(format.file()), format.mutator().mutate(format.seed(), random));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
