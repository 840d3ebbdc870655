package org.pixelwhy.app.cli.network;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.ExitCode;
import org.pixelwhy.app.cli.console.ProgressBar;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.app.text.Numbers;
import org.pixelwhy.data.synthetic.Generator;
import org.pixelwhy.data.synthetic.GeneratorText;
import org.pixelwhy.study.dataset.GeneratedFiles;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Images of which it is known what must matter. */
@Command(
    name = "testnet",
    description = "Makes images of which it is known which pixels must matter.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    footerHeading = "%nExample:%n",
    footer = "  pixelwhy testnet generate --out shapes --count 1000 --seed 1",
    subcommands = TestnetCommand.Generate.class)
public final class TestnetCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "testnet needs a command: generate.");
  }

  /** Writes images, masks and what must matter. */
  @Command(
      name = "generate",
      description = {
        "Writes images, masks and the pixels that must matter as a data set that 'train' reads.",
        "",
        "testnet: a cross and a triangle; a circle or a square beside them decides which",
        "of the two is the segment (testnet@triangle: always the triangle). marked:",
        "pebbles and stars, marked by lines with a probability (marked@0.2). livers:",
        "CT-like, with tumours that are round, elongated, real-like or none",
        "(livers@round). abdomen: CT-like, a pancreas among loops of bowel like it,",
        "told by the vein that it lies on."
      },
      mixinStandardHelpOptions = true,
      versionProvider = VersionText.class,
      sortOptions = false,
      footerHeading = "%nExamples:%n",
      footer = {
        "  pixelwhy testnet generate --out shapes --count 1000 --seed 1",
        "  pixelwhy testnet generate --out marked --kind marked@0.9 --count 500"
      })
  static final class Generate implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--out",
        required = true,
        paramLabel = "DIR",
        description = "Folder, new or empty.")
    private Path out;

    @Option(
        names = "--count",
        paramLabel = "N",
        defaultValue = "1000",
        description = "Number of images (${DEFAULT-VALUE}).")
    private String count;

    @Option(
        names = "--seed",
        paramLabel = "S",
        defaultValue = "0",
        description = "The same seed gives the same files (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
        names = "--kind",
        paramLabel = "KIND[@PARAMETER]",
        defaultValue = "testnet",
        description = "testnet, marked@PROBABILITY, livers@SHAPE, abdomen (${DEFAULT-VALUE}).")
    private String kind;

    @Override
    public Integer call() {
      Generator generator = GeneratorText.parse(kind, seed);
      int images = (int) Numbers.whole("--count", count, 1);
      try (ProgressBar progress = ProgressBar.onTerminal()) {
        new GeneratedFiles(kind, seed).write(generator, images, out, progress);
      }
      spec.commandLine().getOut().println(Text.format("%d images in %s", images, out));
      spec.commandLine().getOut().flush();
      return ExitCode.OK;
    }
  }
}
