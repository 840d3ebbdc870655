package org.pixelwhy.app.cli.option;

import java.util.OptionalLong;
import org.pixelwhy.onnx.runtime.Device;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineOptions;
import picocli.CommandLine.Option;

/** How programs are run. */
public final class EngineOption {
  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads to compute with; 0 is one per core.")
  private int threads;

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda",
      defaultValue = "cpu",
      description = "Where to compute; cuda needs a build with '-Pcuda'.")
  private Device device;

  public EngineOptions options() {
    return EngineOptions.defaults().withThreads(threads).withDevice(device);
  }

  public Engine open() {
    return open(OptionalLong.empty());
  }

  /**
   * @param memory bytes that may be used; half of the machine's where nothing is said
   */
  public Engine open(OptionalLong memory) {
    EngineOptions options = options();
    return Engine.open(memory.isPresent() ? options.withMemory(memory.getAsLong()) : options);
  }
}
