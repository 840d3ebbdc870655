package org.pixelwhy.spark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.pixelwhy.spark.executor.ModelPlugin;
import org.pixelwhy.spark.executor.Outcome;
import org.pixelwhy.spark.job.Batch;
import org.pixelwhy.spark.job.BatchOptions;
import org.pixelwhy.spark.job.BatchSummary;
import org.pixelwhy.spark.job.Ranking;
import org.pixelwhy.spark.result.KeptFormats;
import org.pixelwhy.study.Version;
import org.pixelwhy.study.comparison.StandingText;
import org.pixelwhy.tensor.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pixelwhy batch}. */
@Command(
    name = "pixelwhy batch",
    description = "Explains a whole data set on Apache Spark, by the request of a result.json.",
    mixinStandardHelpOptions = true,
    versionProvider = BatchCommand.VersionText.class,
    footerHeading = "%nOptions of Spark:%n",
    footer = {
      "  --master, --conf, --executor-memory and all others of spark-submit.",
      "  Without --master, all cores of this machine work.",
      "",
      "See docs/spark.md."
    })
final class BatchCommand implements Callable<Integer> {
  private static final int MOST_NAMED = 10;

  /** What {@code --version} prints. */
  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"pixelwhy " + Version.current()};
    }
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--request",
      required = true,
      paramLabel = "FILE",
      description = "A request, or the result.json of 'explain', whose request is taken.")
  private Path request;

  @Option(
      names = "--images",
      required = true,
      paramLabel = "URI",
      description = {
        "Folder, pattern, list (.txt), table (.csv, .parquet) or image, of any file system that",
        "Spark reaches; of volumes slices, such as FOLDER:axial,*"
      })
  private String images;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "URI",
      description = "Folder for the results; those that are there are taken up.")
  private String out;

  @Option(
      names = "--compare",
      description = "Rank the methods of the request by its scores, as 'compare' does.")
  private boolean compares;

  @Option(
      names = "--masks",
      paramLabel = "URI",
      description = "With --compare: folder with a mask for each image, named as 'compare' has it.")
  private String masks;

  @Option(
      names = "--mask-label",
      paramLabel = "N",
      description = "Pixels of the masks that belong to the target's class; all but 0 otherwise.")
  private Integer label;

  @Option(
      names = "--maps",
      split = ",",
      paramLabel = "FORMAT",
      description = {
        "Keep maps beside the archives, too: png (over the image), nifti (of a volume's slices)."
      })
  private List<MapFormat> maps = List.of();

  /** In what maps are kept beside the archives. */
  enum MapFormat {
    /** Pictures. */
    PNG,
    /** Volumes. */
    NIFTI
  }

  @Option(
      names = "--shard",
      paramLabel = "N",
      defaultValue = "" + BatchOptions.USUAL_SHARD,
      description = "Images that share a file of each table (default: ${DEFAULT-VALUE}).")
  private int shard;

  @Override
  public Integer call() throws IOException {
    BatchOptions options = options();
    BatchSummary summary;
    try (SparkSession spark = SparkSession.builder().config(configuration()).getOrCreate()) {
      summary = new Batch(spark, options).run();
    }
    print(spec.commandLine().getOut(), summary);
    boolean wrong = summary.failed().stream().anyMatch(image -> !image.absent());
    return wrong ? Main.SOME_FAILED : Main.OK;
  }

  private BatchOptions options() {
    return new BatchOptions(
        request,
        images,
        out,
        new BatchOptions.Ranking(
            compares,
            Optional.ofNullable(masks),
            label == null ? OptionalInt.empty() : OptionalInt.of(label)),
        new BatchOptions.Files(
            shard, new KeptFormats(maps.contains(MapFormat.PNG), maps.contains(MapFormat.NIFTI))));
  }

  private static SparkConf configuration() {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.app.name", "PixelWhy batch");
    conf.setIfMissing("spark.log.level", "WARN");
    // Closes what is native before an executor ends.
    String plugins = conf.get("spark.plugins", "");
    String own = ModelPlugin.class.getName();
    conf.set("spark.plugins", plugins.isEmpty() ? own : plugins + "," + own);
    // ONNX Runtime reports to its makers, and crashes at that where the command line is long.
    conf.set("spark.executorEnv.ORT_DISABLE_TELEMETRY", "1");
    return conf;
  }

  private static void print(PrintWriter out, BatchSummary summary) {
    out.println(
        Text.format(
            "%d of %d images are explained, %d of them before this run",
            summary.explained(), summary.images(), summary.found()));
    List<Outcome> failed = summary.failed();
    failed.stream()
        .limit(MOST_NAMED)
        .forEach(image -> out.println("not explained: " + image.name() + ": " + image.reason()));
    if (failed.size() > MOST_NAMED) {
      out.println(Text.format("... and %d more; see table images", failed.size() - MOST_NAMED));
    }
    print(out, summary.ranking());
    out.println("Results: " + summary.out());
    out.flush();
  }

  private static void print(PrintWriter out, Ranking ranking) {
    if (ranking.dice().n() > 0) {
      out.println(StandingText.dice(ranking.dice()));
    }
    StandingText.lines(ranking.all()).forEach(out::println);
    if (ranking.hasSeveralTargets()) {
      out.println();
      out.println("By target: classes.csv and ranking.json");
    }
  }
}
