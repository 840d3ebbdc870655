package org.pixelwhy.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** A command that ran within this process: its exit code and what it printed. */
public record Ran(int code, String out, String err) {
  public static Ran of(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int code = Main.run(commandLine, arguments.toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }
}
