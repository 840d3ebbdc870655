package org.pixelwhy.server.opened;

import org.pixelwhy.image.Mask;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.tensor.Text;

/**
 * What came of a question.
 *
 * @param id what requests call it
 * @param asked the question
 * @param target what was found out
 * @param nanos how long it took
 */
public record Answer(String id, Asked asked, TargetResult target, long nanos) {
  /**
   * One of its maps.
   *
   * @throws NotThereException if there are fewer
   */
  public MapResult map(int index) {
    if (index < 0 || index >= target.maps().size()) {
      throw new NotThereException(
          Text.format("the answer has maps 0 to %d", target.maps().size() - 1));
    }
    return target.maps().get(index);
  }

  /** The target's pixels, in the image's geometry. */
  public Mask pixels() {
    return target.mask();
  }

  long bytes() {
    return target.maps().stream()
        .mapToLong(map -> 4L * map.grid().values().length + map.attribution().values().size() * 4L)
        .sum();
  }
}
