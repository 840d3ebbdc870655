package org.pixelwhy.app.cli.serve;

import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.app.cli.option.MemorySize;
import org.pixelwhy.onnx.runtime.EngineOptions;
import org.pixelwhy.server.network.Networks;
import org.pixelwhy.server.worker.WorkerOptions;
import org.pixelwhy.server.worker.Workers;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a server's networks are open: each in a process of its own. */
final class NetworksOption {
  @Mixin private EngineOption engine;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = {
        "What the process of one network may take, such as 2G (else half of the machine's);",
        "one that takes more is ended, and the page goes on."
      })
  private String memory;

  Networks open() {
    EngineOptions options = engine.options();
    return new Workers(
        WorkerOptions.of(memory == null ? options : options.withMemory(MemorySize.bytes(memory))));
  }
}
