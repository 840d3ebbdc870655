package org.pixelwhy.radiomics.texture;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.radiomics.feature.Aggregation;
import org.pixelwhy.radiomics.feature.Formulas;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.voxels.Block;
import org.pixelwhy.radiomics.voxels.Levels;

/**
 * Zones of one grey level, whose voxels are neighbours along axes or diagonals, by size (GLSZM) and
 * by their least distance to the border of the shape (GLDZM). Both come from one search.
 */
public final class Zones {
  static final Formulas<SizeMatrix> SIZES =
      SizeMatrix.formulas(
          "szm_small_zone_emphasis",
          "szm_large_zone_emphasis",
          "szm_low_grey_level_zone_emphasis",
          "szm_high_grey_level_zone_emphasis",
          "szm_small_zone_low_grey_level_emphasis",
          "szm_small_zone_high_grey_level_emphasis",
          "szm_large_zone_low_grey_level_emphasis",
          "szm_large_zone_high_grey_level_emphasis",
          "szm_grey_level_non_uniformity",
          "szm_grey_level_non_uniformity_normalised",
          "szm_zone_size_non_uniformity",
          "szm_zone_size_non_uniformity_normalised",
          "szm_zone_percentage",
          "szm_grey_level_variance",
          "szm_zone_size_variance",
          "szm_zone_size_entropy");

  static final Formulas<SizeMatrix> DISTANCES =
      SizeMatrix.formulas(
          "dzm_small_distance_emphasis",
          "dzm_large_distance_emphasis",
          "dzm_low_grey_level_zone_emphasis",
          "dzm_high_grey_level_zone_emphasis",
          "dzm_small_distance_low_grey_level_emphasis",
          "dzm_small_distance_high_grey_level_emphasis",
          "dzm_large_distance_low_grey_level_emphasis",
          "dzm_large_distance_high_grey_level_emphasis",
          "dzm_grey_level_non_uniformity",
          "dzm_grey_level_non_uniformity_normalised",
          "dzm_zone_distance_non_uniformity",
          "dzm_zone_distance_non_uniformity_normalised",
          "dzm_zone_percentage",
          "dzm_grey_level_variance",
          "dzm_zone_distance_variance",
          "dzm_zone_distance_entropy");

  /** The matrices of what is searched at once. */
  record Found(SizeMatrix sizes, SizeMatrix distances) {}

  private Zones() {}

  /** The features of both matrices in every aggregation that is asked for, sizes first. */
  public static List<Measurement> measure(Block block, Levels region, List<Aggregation> wanted) {
    List<Measurement> sizes = new ArrayList<>();
    List<Measurement> distances = new ArrayList<>();
    List<Found> slices = bySlice(block, region);
    for (Aggregation aggregation : Matrices.AGGREGATIONS) {
      if (wanted.contains(aggregation)) {
        List<Found> found =
            switch (aggregation) {
              case SLICES -> slices;
              case MERGED -> List.of(merged(slices, region.count()));
              default -> List.of(inSpace(block, region));
            };
        sizes.addAll(
            Matrices.averaged(SIZES, found.stream().map(Found::sizes).toList(), aggregation));
        distances.addAll(
            Matrices.averaged(
                DISTANCES, found.stream().map(Found::distances).toList(), aggregation));
      }
    }
    sizes.addAll(distances);
    return sizes;
  }

  /** All of them undefined. */
  public static List<Measurement> undefined(List<Aggregation> wanted, String reason) {
    List<Measurement> all =
        new ArrayList<>(Matrices.undefined(SIZES, Matrices.AGGREGATIONS, wanted, reason));
    all.addAll(Matrices.undefined(DISTANCES, Matrices.AGGREGATIONS, wanted, reason));
    return all;
  }

  static Found inSpace(Block block, Levels region) {
    int[] distances = new BorderDistance(block, region, true).distances();
    return new ZoneSearch(region, distances, true).search(0, region.size()[0]);
  }

  private static List<Found> bySlice(Block block, Levels region) {
    int[] distances = new BorderDistance(block, region, false).distances();
    ZoneSearch search = new ZoneSearch(region, distances, false);
    List<Found> all = new ArrayList<>();
    for (int slice = 0; slice < region.size()[0]; slice++) {
      if (region.voxels(slice) > 0) {
        all.add(search.search(slice, slice + 1));
      }
    }
    return all;
  }

  private static Found merged(List<Found> all, int levels) {
    Found sum = new Found(new SizeMatrix(levels), new SizeMatrix(levels));
    for (Found one : all) {
      sum.sizes.add(one.sizes);
      sum.distances.add(one.distances);
    }
    return sum;
  }
}
