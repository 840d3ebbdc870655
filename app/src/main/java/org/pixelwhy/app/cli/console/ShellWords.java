package org.pixelwhy.app.cli.console;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** A command as it was typed, quoted so that a shell reads the same words again. */
public final class ShellWords {
  private static final String HARMLESS = "[A-Za-z0-9_./:,=+@%-]+";

  private ShellWords() {}

  /** The whole command line of what was parsed. */
  public static String of(CommandSpec command) {
    return "./pixelwhy " + text(command.root().commandLine().getParseResult().originalArgs());
  }

  static String text(List<String> words) {
    return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches(HARMLESS) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
