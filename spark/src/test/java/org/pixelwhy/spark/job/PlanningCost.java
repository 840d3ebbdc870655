package org.pixelwhy.spark.job;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.pixelwhy.onnx.temporary.ProcessFolder;
import org.pixelwhy.spark.executor.ImageTask;
import org.pixelwhy.spark.executor.Outcome;
import org.pixelwhy.spark.files.ImageItem;
import org.pixelwhy.spark.files.ImageList;
import org.pixelwhy.tensor.Text;

/**
 * What a list of so many images costs the driver, with tasks that explain nothing: {@code
 * benchmarks/run spark-plan}. Times hold what Spark does for each task, which here shares a process
 * and its cores with the driver.
 */
final class PlanningCost {
  private static final double MEBI = 1 << 20;
  private static final int OF_FOLDER = 500;

  private PlanningCost() {}

  /** Finds at once, and as much as of a real image. */
  private record Stub() implements FlatMapFunction<Iterator<ImageTask>, Outcome> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Outcome> call(Iterator<ImageTask> images) {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return images.hasNext();
        }

        @Override
        public Outcome next() {
          ImageTask image = images.next();
          Random random = new Random(image.position());
          StringBuilder sha256 = new StringBuilder();
          for (int i = 0; i < 4; i++) {
            sha256.append(Text.format("%016x", random.nextLong()));
          }
          return new Outcome(
              new Outcome.Place(image.position(), 0),
              image.item().name(),
              image.item().own(),
              new Outcome.Content(sha256.toString(), sha256.toString()),
              "",
              false,
              false);
        }
      };
    }
  }

  /**
   * @param arguments the number of images; {@code folder} for real, empty files rather than a list
   */
  public static void main(String[] arguments) throws IOException {
    int images = Integer.parseInt(arguments[0]);
    boolean folder = arguments.length > 1 && arguments[1].equals("folder");
    Path place = Files.createTempDirectory("pixelwhy-plan-");
    try {
      run(images, folder ? files(place, images) : list(place, images));
    } finally {
      ProcessFolder.delete(place);
    }
  }

  private static void run(int images, Path list) {
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("plan")
            .set("spark.log.level", "ERROR")
            .set("spark.ui.showConsoleProgress", "false")
            .set("spark.driver.maxResultSize", "0");
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      double before = used();
      long start = System.nanoTime();
      List<ImageItem> uris = ImageList.of(list.toString(), new Configuration());
      long listed = System.nanoTime();
      double ofList = used() - before;
      long asked = System.nanoTime();
      List<Outcome> outcomes = ImageJob.run(context, uris, new Stub());
      long done = System.nanoTime();
      double ofAll = used() - before;
      int shards = (images + BatchOptions.USUAL_SHARD - 1) / BatchOptions.USUAL_SHARD;
      long again = System.nanoTime();
      long count = context.parallelize(outcomes, shards).filter(Outcome::explained).count();
      System.out.println(
          Text.format(
              "%,d images: listed in %.1f s, %.0f MiB; explained by nobody in %.1f s, %.0f MiB with"
                  + " outcomes and what Spark remembers, %.0f bytes for each; sent out again in %d"
                  + " shards in %.1f s (%d); most heap used %.0f MiB",
              images,
              (listed - start) / 1e9,
              ofList,
              (done - asked) / 1e9,
              ofAll,
              ofAll * MEBI / images,
              shards,
              (System.nanoTime() - again) / 1e9,
              count,
              most()));
    }
  }

  /** Heap in use, in MiB. */
  private static double used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBI;
  }

  private static double most() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().contains("Old") || pool.getName().contains("Tenured"))
        .mapToDouble(pool -> pool.getPeakUsage().getUsed() / MEBI)
        .sum();
  }

  private static String name(int i) {
    return Text.format("patient-%05d/slice-%07d.png", i / OF_FOLDER, i);
  }

  private static Path list(Path folder, int images) throws IOException {
    Path list = folder.resolve("list.txt");
    try (BufferedWriter lines = Files.newBufferedWriter(list)) {
      for (int i = 0; i < images; i++) {
        lines.write("hdfs://namenode:8020/data/scans/" + name(i) + "\n");
      }
    }
    return list;
  }

  private static Path files(Path folder, int images) throws IOException {
    for (int i = 0; i < images; i++) {
      Path file = folder.resolve(name(i));
      if (i % OF_FOLDER == 0) {
        Files.createDirectories(file.getParent());
      }
      Files.createFile(file);
    }
    return folder;
  }
}
