package org.pixelwhy.spark;

import java.util.Locale;
import org.apache.spark.SparkException;
import org.pixelwhy.tensor.InputException;
import picocli.CommandLine;

/** Starts a batch; spark-submit runs it. */
public final class Main {
  /** Everything went well. */
  static final int OK = 0;

  /** Our own fault, or the cluster's. */
  static final int FAULT = 1;

  /** What the user gave cannot be used. */
  static final int BAD_INPUT = 2;

  /** Some of the images could not be explained; the others were. */
  static final int SOME_FAILED = 3;

  private Main() {}

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    int code = commandLine().execute(args);
    // Spark takes a main that returns for one that went well; on the driver nothing native is open.
    if (code != OK) {
      System.exit(code);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new BatchCommand())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (problem, args) -> {
              CommandLine command = problem.getCommandLine();
              command.getErr().println("pixelwhy: " + problem.getMessage());
              command.getErr().println("Try 'pixelwhy batch --help'.");
              return BAD_INPUT;
            })
        .setExecutionExceptionHandler((problem, command, parsed) -> report(problem, command));
  }

  private static int report(Exception problem, CommandLine command) {
    if (problem instanceof InputException) {
      command.getErr().println("pixelwhy: " + problem.getMessage());
      return BAD_INPUT;
    }
    command.getErr().println("pixelwhy: the batch did not finish: " + firstLine(problem));
    command.getErr().println("What is explained is kept: the same command takes it up.");
    if (!(problem instanceof SparkException)) {
      problem.printStackTrace(command.getErr());
    }
    return FAULT;
  }

  /** Spark's messages go on with the whole stack of the task, which it has logged. */
  private static String firstLine(Exception problem) {
    return problem.toString().lines().findFirst().orElse("");
  }
}
