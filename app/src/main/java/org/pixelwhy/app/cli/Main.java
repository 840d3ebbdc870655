package org.pixelwhy.app.cli;

import java.util.Locale;
import picocli.CommandLine;

/** Starts the command line. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // What is printed is read by programs too: 0.5 everywhere, never 0,5. The locale of the
    // category FORMAT alone would not do: PrintWriter.printf asks for the default one.
    Locale.setDefault(Locale.ROOT);
    System.exit(run(commandLine(), args));
  }

  /** The command line with its commands and how it reports failures. */
  static CommandLine commandLine() {
    Failures failures = new Failures();
    return new CommandLine(new PixelWhy())
        .setOut(PrintableWriter.on(System.out))
        .setErr(PrintableWriter.on(System.err))
        // Colours are control characters, too.
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setCaseInsensitiveEnumValuesAllowed(true)
        // @FILE stands for the arguments in a file, one a line, as they are.
        .setUseSimplifiedAtFiles(true)
        .setAbbreviatedOptionsAllowed(false)
        .setUsageHelpAutoWidth(true)
        .setExecutionStrategy(Failures::runKnown)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  /** Runs one command and gives the exit code. */
  static int run(CommandLine commandLine, String... args) {
    try {
      return commandLine.execute(args);
    } catch (OutOfMemoryError e) {
      return new Failures().report(commandLine, e);
    }
  }
}
