package org.pixelwhy.radiomics.feature;

import java.util.Objects;

/**
 * A feature, as the table of all of them describes it.
 *
 * @param id unique, such as {@code cm_contrast}; the anchor of the IBSI's manual without {@code
 *     feat_}
 * @param code by which the IBSI knows it, such as {@code ACUI}; empty where it does not
 * @param family that it belongs to
 * @param name in words
 * @param unit of its values: {@code mm}, {@code intensity}, ...; empty where they have none
 * @param definition in a sentence
 * @param formula in the symbols that its family's section explains
 */
public record Feature(
    String id,
    String code,
    Family family,
    String name,
    String unit,
    String definition,
    String formula) {
  public Feature {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(unit, "unit");
    if (id.isBlank() || name.isBlank()) {
      throw new IllegalArgumentException("a feature needs an identifier and a name");
    }
  }
}
