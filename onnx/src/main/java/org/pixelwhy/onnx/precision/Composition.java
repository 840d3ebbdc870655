package org.pixelwhy.onnx.precision;

import java.util.Optional;

/** How an operator without a kernel in double is composed of operators that have one. */
@FunctionalInterface
interface Composition {
  /** Appends it; the name of the result, or empty for a variant that this does not cover. */
  Optional<String> append(Site site);
}
