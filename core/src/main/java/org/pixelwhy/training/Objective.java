package org.pixelwhy.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a training step minimises: a number made of what the network makes of the images and of what
 * is fed beside them. It may bring frozen networks of its own; only the trained network learns.
 *
 * <p>Two objectives that are equal append the same nodes, so that steps share a program.
 */
public interface Objective {
  /** Appends nodes behind the network in training mode. */
  Minimised append(Scene scene);

  /**
   * What was appended.
   *
   * @param loss name of the scalar that is minimised
   * @param parts names of further scalars that people want to see, such as the loss's terms
   */
  record Minimised(String loss, Map<String, String> parts) {
    public Minimised {
      parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /** A loss of which nothing more is told. */
    public Minimised(String loss) {
      this(loss, Map.of());
    }
  }
}
