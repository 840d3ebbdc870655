package org.pixelwhy.spark.job;

import org.apache.spark.SparkConf;

/**
 * How many threads a model computes with. The tasks of an executor share one model and take turns,
 * so the one whose turn it is has the executor's cores.
 */
final class Threads {
  private static final String OF_TASK = "spark.task.cpus";
  private static final String OF_EXECUTOR = "spark.executor.cores";

  private Threads() {}

  /**
   * As many as {@code spark.task.cpus} says, else {@code spark.executor.cores}, else one where YARN
   * or Kubernetes gives an executor one core, else 0: one for each core that the process sees.
   */
  static int of(SparkConf conf) {
    if (conf.contains(OF_TASK)) {
      return conf.getInt(OF_TASK, 1);
    }
    String master = conf.get("spark.master", "");
    int otherwise = master.startsWith("yarn") || master.startsWith("k8s") ? 1 : 0;
    return conf.getInt(OF_EXECUTOR, otherwise);
  }
}
