package org.pixelwhy.onnx.raise;

import java.util.Optional;
import org.pixelwhy.onnx.graph.Node;

/** Something that exporters write as several nodes. */
interface Pattern {
  /** What to put in the place of the part that a node ends, if it ends one. */
  Optional<Replacement> endingAt(Node last, Rewriting graph);
}
