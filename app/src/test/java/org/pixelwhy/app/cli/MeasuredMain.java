package org.pixelwhy.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command line, which at its end writes the greatest resident memory of its process. */
final class MeasuredMain {
  private MeasuredMain() {}

  /**
   * @param args a file for the number of bytes, then the command line's arguments
   */
  public static void main(String[] args) throws IOException {
    String[] arguments = new String[args.length - 1];
    System.arraycopy(args, 1, arguments, 0, arguments.length);
    int exitCode = Main.run(Main.commandLine(), arguments);
    long peak =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
            .findFirst()
            .orElseThrow();
    Files.writeString(Path.of(args[0]), Long.toString(peak));
    System.exit(exitCode);
  }
}
