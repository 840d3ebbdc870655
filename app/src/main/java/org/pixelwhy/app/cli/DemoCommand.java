package org.pixelwhy.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.pixelwhy.report.DemoParts;
import org.pixelwhy.study.demo.Demo;
import org.pixelwhy.study.output.OutputFolder;
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
    PrintWriter printer = spec.commandLine().getOut();
    DemoParts parts = new DemoParts();
    try (OutputFolder folder = OutputFolder.claim(out)) {
      new Explaining(spec.commandLine(), engine)
          .run(Demo.prepare(folder.path()), folder, parts, parts::parts);
    }
    printer.println("The shape on the right decides. It got the importance that it must have:");
    for (DemoParts.Verdict verdict : parts.verdicts()) {
      printer.printf(
          Locale.ROOT,
          "  %s: in %d of %d maps%s%n",
          verdict.image(),
          verdict.maps() - verdict.missed().size(),
          verdict.maps(),
          verdict.missed().isEmpty() ? "" : "; not in " + String.join(", ", verdict.missed()));
    }
    printer.flush();
    return Main.OK;
  }
}
