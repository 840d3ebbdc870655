package org.pixelwhy.app.cli;

import picocli.CommandLine;

/** Starts the command line. */
public final class Main {
  /** Everything went well. */
  static final int OK = 0;

  /** Our own fault. */
  static final int FAULT = 1;

  /** What the user gave cannot be used. */
  static final int BAD_INPUT = 2;

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs one command and gives the exit code. */
  static int run(String... args) {
    Failures failures = new Failures();
    CommandLine commandLine =
        new CommandLine(new PixelWhy())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setAbbreviatedOptionsAllowed(false)
            .setUsageHelpAutoWidth(true)
            .setParameterExceptionHandler(failures)
            .setExecutionExceptionHandler(failures);
    try {
      return commandLine.execute(args);
    } catch (OutOfMemoryError e) {
      return failures.report(commandLine, e);
    }
  }
}
