package org.pixelwhy.app.cli;

import java.util.Map;
import java.util.Optional;
import org.pixelwhy.tensor.InputException;

/** What the library says in its own terms, in those of the command line: which option to use. */
final class Advice {
  private static final Map<String, String> BY_TOPIC =
      Map.of("output folder", "Option --out chooses another folder.");

  private Advice() {}

  /** A sentence that goes with what is wrong, if there is one. */
  static Optional<String> on(InputException problem) {
    return problem.topic().map(BY_TOPIC::get);
  }
}
