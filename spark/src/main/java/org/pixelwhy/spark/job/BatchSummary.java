package org.pixelwhy.spark.job;

import java.util.List;
import org.pixelwhy.spark.executor.Outcome;
import org.pixelwhy.study.comparison.Standing;

/**
 * What a batch came to.
 *
 * @param images all of them
 * @param found those that an earlier run had explained
 * @param failed those that could not be explained
 * @param standings of the methods; none where they are not compared
 */
public record BatchSummary(
    int images, int found, List<Outcome> failed, List<Standing> standings, String out) {
  public BatchSummary {
    failed = List.copyOf(failed);
    standings = List.copyOf(standings);
  }

  public int explained() {
    return images - failed.size();
  }
}
