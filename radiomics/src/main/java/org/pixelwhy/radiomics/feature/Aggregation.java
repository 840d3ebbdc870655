package org.pixelwhy.radiomics.feature;

/**
 * How the matrices of slices and directions become one value of a texture feature, as the IBSI
 * names it. Averaged: the mean of the features of all matrices in which the feature is defined.
 * Merged: the feature of the sum of the matrices.
 */
public enum Aggregation {
  /** Of co-occurrences and runs: a matrix for each slice and direction, averaged. */
  SLICES_AVERAGED("2D, averaged", "BTW3"),
  /** Of co-occurrences and runs: the directions of each slice merged, slices averaged. */
  SLICES_MERGED("2D, slice-merged", "SUJT"),
  /** Of co-occurrences and runs: the slices of each direction merged, directions averaged. */
  DIRECTIONS_MERGED("2.5D, direction-merged", "JJUI"),
  /** Of co-occurrences and runs: all slices and directions merged. */
  ALL_MERGED("2.5D, merged", "ZW7Z"),
  /** Of co-occurrences and runs: thirteen directions in space, averaged. */
  SPACE_AVERAGED("3D, averaged", "ITBB"),
  /** Of co-occurrences and runs: thirteen directions in space, merged. */
  SPACE_MERGED("3D, merged", "IAZD"),
  /** Of zones and neighbourhoods: a matrix for each slice, averaged. */
  SLICES("2D", "8QNN"),
  /** Of zones and neighbourhoods: the slices merged. */
  MERGED("2.5D", "62GR"),
  /** Of zones and neighbourhoods in space. */
  SPACE("3D", "KOBO");

  private final String title;
  private final String code;

  Aggregation(String title, String code) {
    this.title = title;
    this.code = code;
  }

  /** As the IBSI's table of reference values names it. */
  public String title() {
    return title;
  }

  /** The IBSI's code. */
  public String code() {
    return code;
  }

  /** Whether neighbours in other slices count. */
  public boolean spatial() {
    return this == SPACE_AVERAGED || this == SPACE_MERGED || this == SPACE;
  }
}
