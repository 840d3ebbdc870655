package org.pixelwhy.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.pixelwhy.app.cli.console.Advice;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user what went wrong, and chooses the exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("pixelwhy: " + message(failure));
    err.println(Text.format("Try '%s --help'.", command.getCommandSpec().qualifiedName()));
    return ExitCode.BAD_INPUT;
  }

  /**
   * Runs the command that was asked for. Picocli overlooks what it does not know where help is
   * asked for; of a command that there is not, that would be help on something else.
   */
  static int runKnown(ParseResult parsed) {
    ParseResult asked = parsed;
    while (asked.hasSubcommand()) {
      asked = asked.subcommand();
    }
    CommandLine command = asked.commandSpec().commandLine();
    boolean unknown =
        !command.getSubcommands().isEmpty()
            && asked.unmatched().stream().limit(1).anyMatch(arg -> !arg.startsWith("-"));
    if (unknown) {
      throw new UnmatchedArgumentException(command, asked.unmatched());
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static String message(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    List<String> unknown = command.getUnmatchedArguments();
    if (unknown.isEmpty()) {
      return failure.getMessage().lines().findFirst().orElse("");
    }
    // A misspelt option comes before the one that is missing because of it.
    String argument = unknown.get(0);
    if (argument.startsWith("-")) {
      List<String> options = new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
      options.removeIf(name -> !name.startsWith("--"));
      return Text.format(
          "unknown option '%s'.%s", argument, NearestNames.suggest(argument, options));
    } else if (command.getSubcommands().isEmpty()) {
      return Text.format("argument '%s' is not expected here.", argument);
    }
    return Text.format(
        "unknown command '%s'.%s",
        argument, NearestNames.suggest(argument, command.getSubcommands().keySet()));
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    if (failure instanceof ParameterException wrongParameter) {
      return handleParseException(wrongParameter, new String[0]);
    }
    return report(command, failure);
  }

  /** Reports what a command threw. */
  int report(CommandLine command, Throwable failure) {
    boolean debug = ((PixelWhy) root(command).getCommand()).debug();
    if (failure instanceof CancellationException) {
      // Who stopped it knows, and says what is left.
      return ExitCode.STOPPED;
    }
    boolean badInput = failure instanceof InputException;
    PrintWriter err = command.getErr();
    if (failure instanceof InputException problem) {
      err.println("pixelwhy: " + problem.getMessage());
      Advice.on(problem).ifPresent(err::println);
    } else {
      err.println("pixelwhy: this should not have happened: " + failure);
    }
    if (debug) {
      failure.printStackTrace(err);
    } else if (!badInput) {
      err.println(advice(failure));
    }
    return badInput ? ExitCode.BAD_INPUT : ExitCode.FAULT;
  }

  private static CommandLine root(CommandLine command) {
    return command.getCommandSpec().root().commandLine();
  }

  private static String advice(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return Text.format(
          "Java had %d MiB of memory; JAVA_TOOL_OPTIONS=-Xmx8g gives it more.",
          Runtime.getRuntime().maxMemory() >> 20);
    }
    try {
      Path file = Files.createTempFile("pixelwhy-error-", ".txt");
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      Files.writeString(file, trace.toString());
      return "Please report it with the details in " + file;
    } catch (IOException e) {
      return "Please report it with what --debug shows.";
    }
  }
}
