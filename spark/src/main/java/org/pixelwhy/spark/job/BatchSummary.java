package org.pixelwhy.spark.job;

import java.util.List;
import org.pixelwhy.spark.executor.Outcome;

/**
 * What a batch came to.
 *
 * @param images all of them
 * @param found those that an earlier run had explained
 * @param failed those that could not be explained
 * @param ranking of the methods; empty where they are not compared
 */
public record BatchSummary(
    int images, int found, List<Outcome> failed, Ranking ranking, String out) {
  public BatchSummary {
    failed = List.copyOf(failed);
  }

  public int explained() {
    return images - failed.size();
  }
}
