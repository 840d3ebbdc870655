package org.pixelwhy.dream.feature;

import java.util.Objects;

/**
 * A number that a picture under a mask has.
 *
 * @param id unique, such as {@code stat_root_mean_square}
 * @param name in words
 * @param unit of its values; empty where they have none
 */
public record PictureFeature(String id, String name, String unit) {
  public PictureFeature {
    Objects.requireNonNull(unit, "unit");
    if (id.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("a feature needs an identifier and a name");
    }
  }

  /** Name and unit, as axes are labelled. */
  public String label() {
    return unit.isEmpty() ? name : name + " (" + unit + ")";
  }
}
