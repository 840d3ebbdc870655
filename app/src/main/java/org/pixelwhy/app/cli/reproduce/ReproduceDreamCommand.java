package org.pixelwhy.app.cli.reproduce;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.report.reproduction.ExperimentReport;
import org.pixelwhy.study.reproduction.Finding;
import org.pixelwhy.study.reproduction.MarkedResult;
import org.pixelwhy.study.reproduction.TumourResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The experiments of the DeepDream analysis of Couteaux et al. 2019. */
@Command(
    name = "dream",
    description = {
      "The experiments of the DeepDream analysis (Couteaux et al. 2019): trains, dreams, reports.",
      "",
      "marked: networks that learned from images of which a share p is marked; do dreams show",
      "the marking where networks rely on it? tumours: networks of real-like, round and",
      "elongated tumours; do they differ in intensity and shape? six: verdicts on the features",
      "of one network of tumours.",
      "",
      "Networks and dreams that are in the folder are not made again; an interrupted run goes on."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy reproduce dream marked --out marked",
      "  pixelwhy reproduce dream marked --data HAM10000 --size 96x72 --images 800 --out lesions",
      "  pixelwhy reproduce dream tumours --seeds 3 --out tumours"
    })
final class ReproduceDreamCommand implements Callable<Integer> {
  /** What is done again. */
  private enum Experiment {
    MARKED,
    TUMOURS,
    SIX
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "marked|tumours|six", description = "Which experiment.")
  private Experiment experiment;

  @Option(
      names = "--p",
      split = ",",
      paramLabel = "P",
      description = "marked: shares of marked images in percent (${DEFAULT-VALUE}).",
      defaultValue = "0,1,5,20,50,90,100")
  private List<String> percents;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Networks of each kind, from seed 0 on (${DEFAULT-VALUE}).")
  private String seeds;

  @Mixin private DreamExperimentOptions options;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for networks, dreams and report.")
  private Path out;

  @Override
  public Integer call() {
    int count = (int) Numbers.whole("--seeds", seeds, 1);
    DreamExperiments experiments =
        new DreamExperiments(new Stages(spec, options.threads()), out.normalize(), options);
    switch (experiment) {
      case MARKED -> {
        MarkedResult result = experiments.marked(Numbers.reals("--p", percents), count);
        print(result.findings(), ExperimentReport.of(result));
      }
      case TUMOURS -> {
        TumourResult result =
            experiments.tumours(
                List.of(TumourResult.REAL_LIKE, "round", TumourResult.ELONGATED), count);
        print(result.comparison(), ExperimentReport.comparing(result));
      }
      case SIX -> {
        TumourResult result = experiments.tumours(List.of(TumourResult.REAL_LIKE), count);
        print(
            result.verdicts(TumourResult.REAL_LIKE),
            ExperimentReport.verdicts(result, TumourResult.REAL_LIKE));
      }
    }
    return ExitCode.OK;
  }

  private void print(List<Finding> findings, ExperimentReport report) {
    PrintWriter print = spec.commandLine().getOut();
    findings.forEach(print::println);
    String name = "report-" + experiment.name().toLowerCase(Locale.ROOT);
    print.println("Report: " + report.write(out.resolve(name)));
    print.flush();
  }
}
