package org.pixelwhy.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a step found before it moved the weights.
 *
 * @param loss what is minimised
 * @param parts what the objective tells beside it, by name
 */
public record Outcome(double loss, Map<String, Double> parts) {
  public Outcome {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }
}
