package org.pixelwhy.app.cli;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command serve as a process that runs.
 *
 * @param address where it says that it is
 */
public record Served(Process process, String address) {
  private static final String SAYS = "PixelWhy is at ";

  /**
   * Starts it, and waits until it says where it is.
   *
   * @param folder for its data and temporary files
   */
  public static Served in(Path folder, List<String> more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.io.tmpdir=" + folder,
                Main.class.getName(),
                "serve",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString()));
    command.addAll(more);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null || !line.startsWith(SAYS + "http://127.0.0.")) {
      process.destroyForcibly();
      fail("it does not say where it is: " + line);
    }
    return new Served(process, line.substring(SAYS.length(), line.indexOf(" (Ctrl-C")));
  }
}
