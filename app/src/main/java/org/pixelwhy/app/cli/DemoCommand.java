package org.pixelwhy.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.pixelwhy.report.DemoParts;
import org.pixelwhy.report.StudyReport;
import org.pixelwhy.study.Demo;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.OutputFolder;
import org.pixelwhy.study.StudyResult;
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
    StudyResult result;
    try (OutputFolder folder = OutputFolder.claim(out)) {
      result =
          new Explaining(printer, engine)
              .run(
                  Demo.prepare(folder.path()),
                  folder.path(),
                  false,
                  found -> new StudyReport(found, DemoParts.of(found)));
    }
    printer.println("The shape on the right decides. It got the importance that it must have:");
    for (int i = 0; i < result.images().size(); i++) {
      List<String> missed = new ArrayList<>();
      List<MapResult> maps = result.images().get(i).maps();
      for (MapResult map : maps) {
        if (!Demo.share(i, map).isSeen()) {
          missed.add(map.method().id());
        }
      }
      printer.printf(
          Locale.ROOT,
          "  %s: in %d of %d maps%s%n",
          Demo.image(i),
          maps.size() - missed.size(),
          maps.size(),
          missed.isEmpty() ? "" : "; not in " + String.join(", ", missed));
    }
    printer.flush();
    return Main.OK;
  }
}
