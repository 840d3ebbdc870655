package org.pixelwhy.study.dream;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.data.Entry;
import org.pixelwhy.data.Windowing;
import org.pixelwhy.tensor.InputException;

/**
 * Images with masks whose features are the normal ones.
 *
 * @param name for people
 * @param entries at least one
 * @param labels how many there are, the background's among them
 * @param windowing through which they were brought to 0 to 1; values are brought back by it
 * @param cache folder where the numbers are kept for the next time
 */
public record ReferenceImages(
    String name,
    List<Entry> entries,
    int labels,
    Optional<Windowing> windowing,
    Optional<Path> cache) {
  public ReferenceImages {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new InputException(name + ": there are no images to normalise by");
    }
  }
}
