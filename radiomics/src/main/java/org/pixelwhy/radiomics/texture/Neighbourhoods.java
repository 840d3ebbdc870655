package org.pixelwhy.radiomics.texture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.radiomics.feature.Aggregation;
import org.pixelwhy.radiomics.feature.Formulas;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.voxels.Levels;

/**
 * What surrounds each voxel up to a distance: how its level differs from the neighbours' mean
 * (NGTDM) and how many neighbours have its level (NGLDM). Both come from one pass over the voxels.
 */
public final class Neighbourhoods {
  static final Formulas<SizeMatrix> DEPENDENCES =
      SizeMatrix.withEnergy(
          SizeMatrix.formulas(
              "ngldm_low_dependence_emphasis",
              "ngldm_high_dependence_emphasis",
              "ngldm_low_grey_level_count_emphasis",
              "ngldm_high_grey_level_count_emphasis",
              "ngldm_low_dependence_low_grey_level_emphasis",
              "ngldm_low_dependence_high_grey_level_emphasis",
              "ngldm_high_dependence_low_grey_level_emphasis",
              "ngldm_high_dependence_high_grey_level_emphasis",
              "ngldm_grey_level_non_uniformity",
              "ngldm_grey_level_non_uniformity_normalised",
              "ngldm_dependence_count_non_uniformity",
              "ngldm_normalised_dependence_count_non_uniformity",
              "ngldm_dependence_count_percentage",
              "ngldm_grey_level_variance",
              "ngldm_dependence_count_variance",
              "ngldm_dependence_count_entropy"),
          "ngldm_dependence_count_energy");

  /** The matrices of what is looked at at once. */
  record Found(ToneDifference tones, SizeMatrix dependences) {}

  private Neighbourhoods() {}

  /**
   * The features of both matrices in every aggregation that is asked for, tones first.
   *
   * @param coarseness by how much the levels of neighbours that depend on each other may differ
   */
  public static List<Measurement> measure(Levels region, int coarseness, List<Aggregation> wanted) {
    List<Measurement> tones = new ArrayList<>();
    List<Measurement> dependences = new ArrayList<>();
    List<Found> slices = bySlice(region, coarseness);
    for (Aggregation aggregation : Matrices.AGGREGATIONS) {
      if (wanted.contains(aggregation)) {
        List<Found> found =
            switch (aggregation) {
              case SLICES -> slices;
              case MERGED -> List.of(merged(slices, region.count()));
              default -> List.of(look(region, coarseness, true));
            };
        List<ToneDifference> some =
            found.stream().map(Found::tones).filter(matrix -> !matrix.isEmpty()).toList();
        tones.addAll(
            some.isEmpty()
                ? ToneDifference.FORMULAS.undefined(
                    Optional.of(aggregation), "no voxel has a neighbour")
                : ToneDifference.FORMULAS.averaged(some, aggregation));
        dependences.addAll(
            Matrices.averaged(
                DEPENDENCES, found.stream().map(Found::dependences).toList(), aggregation));
      }
    }
    tones.addAll(dependences);
    return tones;
  }

  /** All of them undefined. */
  public static List<Measurement> undefined(List<Aggregation> wanted, String reason) {
    List<Measurement> all =
        new ArrayList<>(
            Matrices.undefined(ToneDifference.FORMULAS, Matrices.AGGREGATIONS, wanted, reason));
    all.addAll(Matrices.undefined(DEPENDENCES, Matrices.AGGREGATIONS, wanted, reason));
    return all;
  }

  private static List<Found> bySlice(Levels region, int coarseness) {
    NeighbourCounts counts = new NeighbourCounts(region, coarseness, false);
    List<Found> all = new ArrayList<>();
    for (int slice = 0; slice < region.size()[0]; slice++) {
      if (region.voxels(slice) > 0) {
        all.add(counts.look(slice, slice + 1));
      }
    }
    return all;
  }

  private static Found merged(List<Found> all, int levels) {
    Found sum = new Found(new ToneDifference(levels), new SizeMatrix(levels));
    for (Found one : all) {
      sum.tones.add(one.tones);
      sum.dependences.add(one.dependences);
    }
    return sum;
  }

  static Found look(Levels region, int coarseness, boolean inSpace) {
    return new NeighbourCounts(region, coarseness, inSpace).look(0, region.size()[0]);
  }
}
