package org.pixelwhy.spark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  private static SparkConf conf(String... keysAndValues) {
    SparkConf conf = new SparkConf(false);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      conf.set(keysAndValues[i], keysAndValues[i + 1]);
    }
    return conf;
  }

  @Test
  void areThoseOfATask() {
    assertEquals(2, Threads.of(conf("spark.task.cpus", "2", "spark.executor.cores", "8")));
  }

  @Test
  void areTheExecutorsCoresWhereNothingIsSaidOfTasks() {
    assertEquals(8, Threads.of(conf("spark.master", "yarn", "spark.executor.cores", "8")));
  }

  @Test
  void isOneWhereTheClusterGivesAnExecutorOneCore() {
    assertEquals(1, Threads.of(conf("spark.master", "yarn")));
    assertEquals(1, Threads.of(conf("spark.master", "k8s://https://host:443")));
  }

  @Test
  void areAllThatTheProcessSeesElsewhere() {
    assertEquals(0, Threads.of(conf("spark.master", "spark://host:7077")));
    assertEquals(0, Threads.of(conf("spark.master", "local[*]")));
  }
}
