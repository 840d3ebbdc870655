package org.pixelwhy.app.cli;

import org.pixelwhy.onnx.runtime.Device;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineOptions;
import picocli.CommandLine.Option;

/** How programs are run. */
final class EngineOption {
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

  Engine open() {
    return Engine.open(EngineOptions.defaults().withThreads(threads).withDevice(device));
  }
}
