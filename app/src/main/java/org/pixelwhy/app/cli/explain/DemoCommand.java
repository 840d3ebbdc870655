package org.pixelwhy.app.cli.explain;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.cli.option.EngineOption;
import org.pixelwhy.report.DemoParts;
import org.pixelwhy.report.RealImageParts;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.study.demo.Demo;
import org.pixelwhy.study.demo.NucleiExample;
import org.pixelwhy.study.output.OutputFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Explains the shipped example. */
@Command(
    name = "demo",
    description = "Explains a real image and drawn ones that come with the program.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    footerHeading = "%nExample:%n",
    footer = "  pixelwhy demo --out my-demo")
public final class DemoCommand implements Callable<Integer> {
  /** Folder of the real image's report, within that of the drawn ones. */
  private static final String REAL = "nuclei";

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
    Explaining explaining = new Explaining(spec.commandLine(), engine);
    DemoParts drawn = new DemoParts();
    try (OutputFolder folder = OutputFolder.claim(out)) {
      Path real = folder.path().resolve(REAL);
      RealImageParts shown = new RealImageParts(REAL + "/report.html");
      printer.println("A real image, of which nobody knows the right explanation:");
      try (OutputFolder inner = OutputFolder.claim(real)) {
        explaining.run(NucleiExample.prepare(inner.path()), inner, shown, List::of, List.of());
      }
      printer.println("Drawn images, of which it is known what decides:");
      explaining.run(
          Demo.prepare(folder.path()), folder, drawn, () -> both(shown, drawn), List.of(real));
    }
    tell(printer, drawn);
    printer.flush();
    return ExitCode.OK;
  }

  private static List<ReportPart> both(RealImageParts shown, DemoParts drawn) {
    List<ReportPart> parts = new ArrayList<>(shown.parts());
    parts.addAll(drawn.parts());
    return parts;
  }

  private void tell(PrintWriter printer, DemoParts parts) {
    printer.println("The shape on the right decides which one on the left is the segment.");
    DemoParts.Verdict clearest =
        parts.verdicts().stream().max(Comparator.comparing(DemoParts.Verdict::times)).orElseThrow();
    for (DemoParts.Verdict verdict : parts.verdicts()) {
      printer.printf(
          Locale.ROOT,
          "  %s: seen in %d of %d maps, best by %s, %.1f times as strong there as by chance%n",
          verdict.image(),
          verdict.maps() - verdict.missed().size(),
          verdict.maps(),
          verdict.best(),
          verdict.times());
    }
    String folder = clearest.image().replaceFirst("\\.png$", "");
    printer.println("Look at it: " + out.resolve(folder).resolve(clearest.best() + ".png"));
    if (!parts.reasons().isEmpty()) {
      printer.println("Maps that miss it answer another question:");
      parts.reasons().forEach(reason -> printer.println("  " + reason));
    }
    printer.println("So ask by two methods of different kinds: docs/reading-maps.md");
  }
}
