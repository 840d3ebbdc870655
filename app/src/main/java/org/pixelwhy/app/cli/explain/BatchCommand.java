package org.pixelwhy.app.cli.explain;

import java.util.List;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.tensor.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Stands for the command of module {@code spark}, which nothing here depends on: the script {@code
 * pixelwhy} of a build from sources hands it over before this program starts.
 */
@Command(
    name = "batch",
    description = "Explains whole data sets on Apache Spark (where built from sources).",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "  pixelwhy batch --request why/result.json --images data/images --out all --master local[2]"
    })
public final class BatchCommand implements Callable<Integer> {
  @Unmatched private List<String> options;

  @Override
  public Integer call() {
    throw new InputException(
        "batch runs on Spark, which this program comes without; build it from the sources and start it"
            + " there by ./pixelwhy batch (docs/spark.md says how)");
  }
}
