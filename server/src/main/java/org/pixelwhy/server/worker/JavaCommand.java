package org.pixelwhy.server.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.tensor.Text;

/** How another Java process with the same classes is started. */
final class JavaCommand {
  private static final String NATIVE = "onnxruntime.native.path";

  private JavaCommand() {}

  /**
   * The command, up to the main class.
   *
   * @param heap bytes of Java's heap
   * @param folder for its files
   */
  static List<String> of(long heap, Path folder) throws IOException {
    ProcessHandle.Info own = ProcessHandle.current().info();
    List<String> command = new ArrayList<>();
    command.add(own.command().orElse(Path.of(System.getProperty("java.home"), "bin", "java") + ""));
    // The class path may be longer than a command line may be (and ONNX Runtime can bear).
    Path options = ownOptions(own).orElse(folder.resolve("java.options"));
    if (!Files.exists(options)) {
      Files.write(options, options(Runtime.version().feature()));
    }
    command.add("@" + options);
    command.add(Text.format("-Xmx%dm", Math.max(heap >> 20, 64)));
    command.add("-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"));
    command.add("-XX:ErrorFile=" + folder.resolve("error.log"));
    command.add("-XX:-CreateCoredumpOnCrash");
    return command;
  }

  /** The file of options that this process was started with: it makes the start fast. */
  private static Optional<Path> ownOptions(ProcessHandle.Info own) {
    return own.arguments()
        .filter(arguments -> arguments.length > 0 && arguments[0].startsWith("@"))
        .map(arguments -> Path.of(arguments[0].substring(1)))
        .filter(file -> file.isAbsolute() && Files.isReadable(file))
        .filter(file -> file.endsWith("java.options"));
  }

  /** What Java of a version is started with. */
  static List<String> options(int version) {
    List<String> options = new ArrayList<>();
    // What ONNX Runtime and protobuf do, newer versions warn of.
    if (version >= 22) {
      options.add(ofJava("enable-native-access=ALL-UNNAMED"));
    }
    if (version >= 23) {
      options.add(ofJava("sun-misc-unsafe-memory-access=allow"));
    }
    options.add("-Djava.awt.headless=true");
    options.add("-XX:TieredStopAtLevel=1");
    options.add("-XX:+UseSerialGC");
    Optional.ofNullable(System.getProperty(NATIVE))
        .ifPresent(path -> options.add(quoted("-D" + NATIVE + "=" + path)));
    options.add("-cp");
    options.add(quoted(System.getProperty("java.class.path")));
    return options;
  }

  /** An option of Java, not of the command line, whose options only that names. */
  private static String ofJava(String option) {
    return "--" + option;
  }

  private static String quoted(String option) {
    return '"' + option.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
