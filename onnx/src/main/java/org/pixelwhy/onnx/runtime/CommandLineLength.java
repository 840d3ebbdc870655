package org.pixelwhy.onnx.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * The telemetry of ONNX Runtime 1.29 for Linux reads the command line of its process, and the
 * process crashes where that is longer than 3,974 bytes, unless the environment switches it off.
 */
final class CommandLineLength {
  private static final int MOST = 3974;
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private CommandLineLength() {}

  /**
   * Must be called before the runtime is loaded.
   *
   * @throws InputException if the runtime would crash
   */
  static void require() {
    boolean off = "1".equals(System.getenv("ORT_DISABLE_TELEMETRY"));
    if (!off && Files.isReadable(COMMAND_LINE)) {
      try {
        require(Files.readAllBytes(COMMAND_LINE).length);
      } catch (IOException e) {
        // Nothing is known against it.
      }
    }
  }

  static void require(int bytes) {
    if (bytes > MOST) {
      throw new InputException(
          Text.format(
                  "the command line has %,d bytes, and ONNX Runtime crashes above %,d; set ORT_DISABLE_TELEMETRY=1",
                  bytes, MOST)
              + " in the environment");
    }
  }
}
