package org.pixelwhy.data;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A sample that is read when it is needed.
 *
 * @param name unique in its data set; stays the same wherever the data set lies
 * @param group what must stay together in a split, such as the patient; the name where nothing is
 *     known
 * @param part where the data set itself says what the sample is for
 * @param source reads it; safe to call from several threads
 */
public record Entry(String name, String group, Optional<Part> part, Source source) {
  /** Reads a sample. */
  @FunctionalInterface
  public interface Source {
    /**
     * The sample, read or made anew.
     *
     * @throws InputException if a file is missing or damaged, or image and mask do not belong
     *     together; it names the file
     */
    Sample read();
  }

  public Entry {
    if (name.isBlank() || group.isBlank()) {
      throw new InputException(
          Text.format("an entry needs a name and a group, found '%s' and '%s'", name, group));
    }
  }

  /** An entry that is a group of its own. */
  public Entry(String name, Source source) {
    this(name, name, Optional.empty(), source);
  }

  /**
   * The sample, read or made anew.
   *
   * @throws InputException if it cannot be read
   */
  public Sample read() {
    return source.read();
  }

  /** The same entry, whose sample is changed whenever it is read. */
  public Entry map(UnaryOperator<Sample> change) {
    return new Entry(name, group, part, () -> change.apply(read()));
  }
}
