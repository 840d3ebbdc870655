package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line, in a process of its own that has this module on its class path. */
public final class Cli {
  private Cli() {}

  /**
   * Runs a command that must succeed.
   *
   * @param folder for what it prints
   * @return what it printed
   */
  public static String run(Path folder, String[] first, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("org.pixelwhy.app.cli.Main");
    command.addAll(List.of(first));
    command.addAll(List.of(more));
    Path printed = folder.resolve("printed.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Not as an argument: ONNX Runtime 1.29 crashes where the command line is long.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    int code = builder.redirectOutput(printed.toFile()).start().waitFor();
    String text = Files.readString(printed, StandardCharsets.UTF_8);
    assertEquals(0, code, text);
    return text;
  }
}
