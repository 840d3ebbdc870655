package org.pixelwhy.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pixelwhy.study.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Explains the shipped example. */
@Command(
    name = "demo",
    description = "Explains a small example that comes with the program.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    footerHeading = "%nExample:%n",
    footer = "  pixelwhy demo --out my-demo")
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "pixelwhy-out/demo",
      description = "Folder for example and report (${DEFAULT-VALUE}).")
  private Path out;

  @Mixin private EngineOption engine;

  @Override
  public Integer call() {
    Explaining explaining = new Explaining(spec.commandLine().getOut(), engine);
    explaining.run(Demo.prepare(out), out, false);
    return Main.OK;
  }
}
