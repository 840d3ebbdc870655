package org.pixelwhy.server.opened;

import java.util.List;
import java.util.Optional;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.MapResult;
import org.pixelwhy.study.TargetResult;
import org.pixelwhy.tensor.Text;

/**
 * What came of a question.
 *
 * @param id what requests call it
 * @param asked the question
 * @param by the model as it was then: its card may be stated anew, and it may be closed
 * @param target what was found out
 * @param nanos how long it took
 */
public record Answer(String id, Asked asked, By by, TargetResult target, long nanos) {
  /**
   * What answered.
   *
   * @param hash the network's
   * @param card what was stated about it, as a file of the store
   * @param guesses what was not stated
   */
  public record By(String hash, Optional<String> card, List<String> guesses) {
    public By {
      guesses = List.copyOf(guesses);
    }

    static By of(OpenedModel model) {
      SegmentationModel network = model.inspection().model();
      return new By(network.hash(), model.card(), network.card().guesses());
    }
  }

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
