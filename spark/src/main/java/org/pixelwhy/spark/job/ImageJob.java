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
    int wanted = TASKS_OF_CORE * context.defaultParallelism();
    int ofTask = Math.max(1, Math.min(MOST_OF_TASK, tasks.size() / wanted));
    int slices = (tasks.size() + ofTask - 1) / ofTask;
    List<Outcome> outcomes =
        new ArrayList<>(context.parallelize(tasks, slices).mapPartitions(explainer).collect());
    outcomes.sort(Comparator.comparing(Outcome::place));
    // An entry may stand for many images: now that they are known, they are counted.
    return IntStream.range(0, outcomes.size()).mapToObj(i -> outcomes.get(i).at(i)).toList();
  }
}
