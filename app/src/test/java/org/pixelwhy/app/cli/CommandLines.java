package org.pixelwhy.app.cli;

import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine;

/** The command line within this process, for tests of other packages. */
public final class CommandLines {
  private CommandLines() {}

  /** As it prints to the terminal. */
  public static CommandLine plain() {
    return Main.commandLine();
  }

  /** Prints nothing but errors, and those to a writer. */
  public static CommandLine quiet(PrintWriter err) {
    return Main.commandLine().setOut(new PrintWriter(Writer.nullWriter())).setErr(err);
  }

  public static CommandLine printing(PrintWriter out, PrintWriter err) {
    return Main.commandLine().setOut(out).setErr(err);
  }

  public static int run(CommandLine commandLine, String... args) {
    return Main.run(commandLine, args);
  }
}
