package org.pixelwhy.data;

import org.pixelwhy.tensor.InputException;

/** What happens when a sample cannot be read. */
@FunctionalInterface
public interface BadFiles {
  /** Stops the work. */
  BadFiles STOP =
      (entry, problem) -> {
        throw problem;
      };

  /**
   * Called in the order of the entries. Returning leaves the sample out; throwing stops the work.
   *
   * @param problem names the file
   */
  void found(Entry entry, InputException problem);
}
