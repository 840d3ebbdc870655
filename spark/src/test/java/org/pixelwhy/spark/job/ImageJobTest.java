package org.pixelwhy.spark.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ImageJobTest {
  @Test
  void hasATaskForEachOfFewImages() {
    assertEquals(1, ImageJob.tasks(1, 8));
    assertEquals(64, ImageJob.tasks(64, 8));
  }

  @Test
  void hasEightTasksForEachCore() {
    assertEquals(64, ImageJob.tasks(500, 8));
    assertEquals(16_000, ImageJob.tasks(1_000_000, 2000));
  }

  @Test
  void hasTasksOfSixteenImages() {
    assertEquals(63, ImageJob.tasks(1000, 2));
    assertEquals(6250, ImageJob.tasks(100_000, 2));
  }

  @Test
  void hasNoMoreTasksThanADriverBears() {
    assertEquals(10_000, ImageJob.tasks(1_000_000, 400));
  }
}
