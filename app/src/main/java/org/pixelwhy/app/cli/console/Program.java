package org.pixelwhy.app.cli.console;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The whole command line, for commands that are made of others. */
public interface Program {
  /**
   * Runs a command as if it were typed.
   *
   * @return its exit code
   */
  int run(List<String> arguments, PrintWriter out, PrintWriter err);

  /** The program that a command belongs to. */
  static Program of(CommandSpec command) {
    return (Program) command.root().userObject();
  }
}
