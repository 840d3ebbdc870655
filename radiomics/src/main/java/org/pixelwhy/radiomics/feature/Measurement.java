package org.pixelwhy.radiomics.feature;

import java.util.Objects;
import java.util.Optional;

/**
 * A feature of one region.
 *
 * @param feature that was measured
 * @param aggregation of texture features; empty of others
 * @param value or why there is none
 */
public record Measurement(Feature feature, Optional<Aggregation> aggregation, Value value) {
  public Measurement {
    Objects.requireNonNull(feature, "feature");
    Objects.requireNonNull(aggregation, "aggregation");
    Objects.requireNonNull(value, "value");
  }
}
