package org.pixelwhy.app.cli.explain;

import java.util.List;
import java.util.concurrent.Callable;
import org.pixelwhy.app.cli.console.VersionText;
import org.pixelwhy.study.Version;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * Stands for the command of module {@code spark}, which nothing here depends on: the script {@code
 * pixelwhy} of a build from sources, or of the archive for Spark, hands it over before this program
 * starts.
 */
@Command(
    name = "batch",
    description = "Explains whole data sets on Apache Spark (an archive of its own).",
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
        Text.format(
            "batch runs on Spark and comes by itself: unpack pixelwhy-%s-spark.tar.gz of the same"
                + " release and run ./pixelwhy batch there, or build the sources (docs/spark.md)",
            Version.current()));
  }
}
