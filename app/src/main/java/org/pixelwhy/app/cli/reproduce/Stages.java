package org.pixelwhy.app.cli.reproduce;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.Program;
import org.pixelwhy.tensor.InputException;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Commands of this program, each run once: what is done is not done again, and what was interrupted
 * is gone on with. Each is printed as it can be given by hand.
 */
final class Stages {
  private final Program program;
  private final PrintWriter out;
  private final PrintWriter err;

  private final List<String> always;

  /**
   * @param command whose program is run, and that prints what it prints
   * @param always arguments of every training and dream that change nothing of what comes out
   */
  Stages(CommandSpec command, List<String> always) {
    this.program = Program.of(command);
    this.out = command.commandLine().getOut();
    this.err = command.commandLine().getErr();
    this.always = List.copyOf(always);
  }

  /** A training. */
  void train(Path folder, List<String> arguments) {
    run(folder, "test.json", "checkpoint.state", "train", arguments);
  }

  /** An analysis. */
  void dream(Path folder, List<String> arguments) {
    run(folder, "report.html", "unfinished", "dream", arguments);
  }

  private void run(Path folder, String last, String begun, String name, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of(name));
    all.addAll(arguments);
    all.addAll(List.of("--out", folder.toString()));
    claim(folder, line(all));
    if (Files.exists(folder.resolve(last))) {
      out.println("done already: " + folder);
      return;
    }
    all.addAll(always);
    if (Files.exists(folder.resolve(begun))) {
      all.add("--resume");
    }
    run(all);
  }

  private static String line(List<String> arguments) {
    return arguments.stream()
        .map(text -> text.matches("[\\w@%+=:,./-]+") ? text : "'" + text + "'")
        .collect(Collectors.joining(" ", "pixelwhy ", ""));
  }

  /** Keeps beside a folder by which command it is made: what another one made is not taken. */
  private static void claim(Path folder, String line) {
    Path file = folder.resolveSibling(folder.getFileName() + ".command");
    try {
      Files.createDirectories(folder.getParent());
      if (!Files.exists(file)) {
        Files.writeString(file, line + "\n");
      } else if (!Files.readString(file).strip().equals(line)) {
        throw InputException.about(
            "stage of another experiment",
            folder
                + ": is made by a command with other options, which "
                + file.getFileName()
                + " holds; repeat them, or choose another --out");
      }
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read or written; choose another --out", e);
    }
  }

  /** A command, unless its last file is there. */
  void once(Path last, List<String> arguments) {
    if (!Files.exists(last)) {
      run(arguments);
    }
  }

  private void run(List<String> arguments) {
    String line = line(arguments);
    out.println(line);
    out.flush();
    int code = program.run(arguments, out, err);
    // A dream that diverged has its curves until then.
    if (code != ExitCode.OK && code != ExitCode.SOME_FAILED) {
      throw new InputException(
          "the stage '" + line + "' failed, as said above; the same command goes on from there");
    }
  }
}
