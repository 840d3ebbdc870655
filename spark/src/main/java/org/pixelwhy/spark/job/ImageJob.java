package org.pixelwhy.spark.job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.pixelwhy.spark.executor.ImageTask;
import org.pixelwhy.spark.executor.Outcome;
import org.pixelwhy.spark.files.ImageItem;

/**
 * The first job of a batch: shares images out among the executors and gathers what came of them.
 */
final class ImageJob {
  /** Images of one task: enough that Spark's own work does not count, few enough to share out. */
  private static final int MOST_OF_TASK = 16;

  private static final int TASKS_OF_CORE = 8;

  /**
   * A driver starts some hundred tasks a second, which many cores could use up. Long tasks cost
   * little: where one dies, the images that it had explained are found again.
   */
  private static final int MOST_TASKS = 10_000;

  private ImageJob() {}

  /**
   * What came of each image, in the order of the list.
   *
   * @param explainer what a task does
   */
  static List<Outcome> run(
      JavaSparkContext context,
      List<ImageItem> images,
      FlatMapFunction<Iterator<ImageTask>, Outcome> explainer) {
    List<ImageTask> tasks =
        IntStream.range(0, images.size()).mapToObj(i -> new ImageTask(i, images.get(i))).toList();
    int slices = tasks(tasks.size(), context.defaultParallelism());
    List<Outcome> outcomes =
        new ArrayList<>(context.parallelize(tasks, slices).mapPartitions(explainer).collect());
    outcomes.sort(Comparator.comparing(Outcome::place));
    // An entry may stand for many images: now that they are known, they are counted.
    return IntStream.range(0, outcomes.size()).mapToObj(i -> outcomes.get(i).at(i)).toList();
  }

  /** How many tasks: {@value #TASKS_OF_CORE} for each core, more where they would be long. */
  static int tasks(int images, int cores) {
    int wanted = TASKS_OF_CORE * cores;
    int brief = Math.min(MOST_TASKS, (images + MOST_OF_TASK - 1) / MOST_OF_TASK);
    return Math.min(images, Math.max(wanted, brief));
  }
}
