package org.pixelwhy.app.cli.data;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.ProgressBar;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.data.Dataset;
import org.pixelwhy.data.SplitFile;
import org.pixelwhy.data.folder.DatasetFolder;
import org.pixelwhy.report.training.DatasetReport;
import org.pixelwhy.study.dataset.DataJson;
import org.pixelwhy.study.dataset.DatasetInspection;
import org.pixelwhy.study.dataset.DatasetInspector;
import org.pixelwhy.study.output.OutputFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Data sets on disk. */
@Command(
    name = "dataset",
    description = "Looks at data sets.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    footerHeading = "%nExample:%n",
    footer = "  pixelwhy dataset inspect Kvasir-SEG",
    subcommands = DatasetCommand.Inspect.class)
public final class DatasetCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "dataset needs a command: inspect.");
  }

  /** Shows what is in a data set and what is wrong with it. */
  @Command(
      name = "inspect",
      description =
          "Shows a data set's classes, sizes, broken files, doubled images and leaks of a split.",
      mixinStandardHelpOptions = true,
      versionProvider = VersionText.class,
      sortOptions = false,
      footerHeading = "%nExamples:%n",
      footer = {
        "  pixelwhy dataset inspect Kvasir-SEG",
        "  pixelwhy dataset inspect photos --masks outlines",
        "  pixelwhy dataset inspect Task07_Pancreas --positive-slices --out pancreas",
        "  pixelwhy dataset inspect shapes --split shapes/split.json --json"
      })
  static final class Inspect implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
        paramLabel = "DIR|KIND:COUNT",
        description = "Folder of the data set, or generated images such as testnet:100.")
    private String data;

    @Mixin private DataText dataText;

    @Option(
        names = "--masks",
        paramLabel = "DIR",
        description = "Folder of the masks, where DIR holds images alone, as for train --images.")
    private Path masks;

    @Option(
        names = "--split",
        paramLabel = "FILE",
        description = "A split.json to look through for leaks.")
    private Path split;

    @Option(
        names = "--out",
        paramLabel = "DIR",
        defaultValue = "pixelwhy-out/dataset",
        description = "Folder for page, contact sheet and JSON (${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
        names = "--seed",
        paramLabel = "S",
        defaultValue = "0",
        description = "Seed of generated images (${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() {
      PrintWriter print = spec.commandLine().getOut();
      DatasetInspection inspection;
      try (ProgressBar progress = ProgressBar.onTerminal()) {
        inspection =
            DatasetInspector.inspect(
                masks == null ? dataText.open(data, seed) : paired(),
                masks == null ? dataText.layout(data) : "two folders",
                Optional.ofNullable(split).map(SplitFile::read),
                progress);
      }
      Path page;
      try (OutputFolder folder = OutputFolder.claim(out)) {
        page = new DatasetReport(inspection).write(folder.path());
      }
      if (json) {
        print.print(DataJson.text(inspection));
      } else {
        new DatasetText(inspection).print(print);
        print.println("Report: " + page);
      }
      print.flush();
      return ExitCode.OK;
    }

    private Dataset paired() {
      dataText.requireUnstated("--masks");
      PrintWriter err = spec.commandLine().getErr();
      return DatasetFolder.open(
          Path.of(data),
          masks,
          (entry, problem) -> err.println("left out: " + problem.getMessage()));
    }
  }
}
