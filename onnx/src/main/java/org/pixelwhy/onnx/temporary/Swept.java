package org.pixelwhy.onnx.temporary;

import java.time.Instant;

/** Sweeps up once for each process. */
final class Swept {
  /** Initialised when it is first used, and never again. */
  private static final boolean DONE = sweep();

  private Swept() {}

  static boolean now() {
    return DONE;
  }

  private static boolean sweep() {
    new Leftovers(ProcessFolder.root(), Instant.now()).sweep();
    return true;
  }
}
