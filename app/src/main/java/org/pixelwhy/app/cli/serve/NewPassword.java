package org.pixelwhy.app.cli.serve;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.pixelwhy.server.accounts.Passwords;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** Reads a password that is chosen: never from arguments, which every process may see. */
final class NewPassword {
  private NewPassword() {}

  /** Asks for it twice at a terminal, without showing it; else it is the input's first line. */
  static String read() {
    Console console = System.console();
    return console == null ? line() : asked(console);
  }

  private static String asked(Console console) {
    char[] first = console.readPassword("Password of at least %d letters: ", Passwords.SHORTEST);
    char[] second = console.readPassword("Again: ");
    if (first == null || !Arrays.equals(first, second)) {
      throw new InputException("the two passwords are not the same");
    }
    return new String(first);
  }

  private static String line() {
    try {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String line = in.readLine();
      if (line == null) {
        throw new InputException(
            Text.format(
                "no password was given: expected a line of at least %d letters at the input",
                Passwords.SHORTEST));
      }
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
