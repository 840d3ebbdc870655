package org.pixelwhy.radiomics.texture;

import static org.pixelwhy.radiomics.feature.Aggregation.ALL_MERGED;
import static org.pixelwhy.radiomics.feature.Aggregation.DIRECTIONS_MERGED;
import static org.pixelwhy.radiomics.feature.Aggregation.SLICES_AVERAGED;
import static org.pixelwhy.radiomics.feature.Aggregation.SLICES_MERGED;
import static org.pixelwhy.radiomics.feature.Aggregation.SPACE_AVERAGED;
import static org.pixelwhy.radiomics.feature.Aggregation.SPACE_MERGED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.radiomics.feature.Aggregation;
import org.pixelwhy.radiomics.feature.Formulas;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.feature.Value;
import org.pixelwhy.radiomics.voxels.Levels;

/**
 * The grey level co-occurrence matrix: pairs of voxels at a distance, counted both ways. One pass
 * over the voxels gives the matrices of all aggregations.
 */
public final class Glcm {
  /** The aggregations of co-occurrences and runs. */
  static final List<Aggregation> AGGREGATIONS =
      List.of(
          SLICES_AVERAGED,
          SLICES_MERGED,
          DIRECTIONS_MERGED,
          ALL_MERGED,
          SPACE_AVERAGED,
          SPACE_MERGED);

  private static final String FLAT = "only one grey level has neighbours";

  /** Of one matrix. */
  public static final Formulas<Cooccurrence> FORMULAS =
      new Formulas<Cooccurrence>()
          .number("cm_joint_maximum", m -> Cooccurrence.greatest(m.joint()))
          .number("cm_joint_average", Cooccurrence::mean)
          .number("cm_joint_variance", Cooccurrence::variance)
          .number("cm_joint_entropy", m -> Cooccurrence.entropy(m.joint()))
          .number("cm_difference_average", m -> Cooccurrence.moment(m.difference(), 0, 0, 1))
          .number("cm_difference_variance", Glcm::differenceVariance)
          .number("cm_difference_entropy", m -> Cooccurrence.entropy(m.difference()))
          .number("cm_sum_average", m -> 2 * m.mean())
          .number("cm_sum_variance", m -> sumMoment(m, 2))
          .number("cm_sum_entropy", m -> Cooccurrence.entropy(m.sum()))
          .number("cm_uniformity", m -> Cooccurrence.energy(m.joint()))
          .number("cm_contrast", m -> Cooccurrence.moment(m.difference(), 0, 0, 2))
          .number("cm_dissimilarity", m -> Cooccurrence.moment(m.difference(), 0, 0, 1))
          .number("cm_inverse_difference", m -> m.byDifference(k -> 1.0 / (1 + k)))
          .number(
              "cm_inverse_difference_normalised",
              m -> m.byDifference(k -> 1 / (1 + (double) k / m.levels())))
          .number(
              "cm_inverse_difference_moment", m -> m.byDifference(k -> 1 / (1 + (double) k * k)))
          .number(
              "cm_inverse_difference_moment_normalised",
              m -> m.byDifference(k -> 1 / (1 + (double) k * k / m.levels() / m.levels())))
          .value("cm_inverse_variance", Glcm::inverseVariance)
          .value("cm_correlation", Glcm::correlation)
          .number("cm_autocorrelation", Cooccurrence::product)
          .number("cm_cluster_tendency", m -> sumMoment(m, 2))
          .number("cm_cluster_shade", m -> sumMoment(m, 3))
          .number("cm_cluster_prominence", m -> sumMoment(m, 4))
          .value("cm_information_corr_1", Glcm::informationCorrelation1)
          .number("cm_information_corr_2", Glcm::informationCorrelation2);

  private final Map<Aggregation, List<Cooccurrence>> matrices = new EnumMap<>(Aggregation.class);
  private final int levels;

  private Glcm(Levels region) {
    this.levels = region.count();
    AGGREGATIONS.forEach(aggregation -> matrices.put(aggregation, new ArrayList<>()));
    int slices = region.size()[0];
    // The border is as wide as neighbours are far.
    Directions directions = Directions.at(region.border());
    long[][] whole = new long[directions.inSlice().size()][levels * levels];
    long[][] across = new long[directions.across().size()][levels * levels];
    for (int slice = 0; slice < slices; slice++) {
      long[][] own = new long[whole.length][levels * levels];
      for (int d = 0; d < own.length; d++) {
        count(region, slice, directions.inSlice().get(d), own[d]);
        add(own[d], whole[d]);
      }
      keep(SLICES_AVERAGED, own);
      keep(SLICES_MERGED, merged(own));
      for (int d = 0; d < across.length; d++) {
        count(region, slice, directions.across().get(d), across[d]);
      }
    }
    keep(DIRECTIONS_MERGED, whole);
    keep(ALL_MERGED, merged(whole));
    long[][] all = Arrays.copyOf(whole, whole.length + across.length);
    System.arraycopy(across, 0, all, whole.length, across.length);
    keep(SPACE_AVERAGED, all);
    keep(SPACE_MERGED, merged(all));
  }

  /** The features of a region in every aggregation that is asked for. */
  public static List<Measurement> measure(Levels region, List<Aggregation> wanted) {
    Glcm glcm = new Glcm(region);
    List<Measurement> all = new ArrayList<>();
    for (Aggregation aggregation : AGGREGATIONS) {
      if (wanted.contains(aggregation)) {
        all.addAll(glcm.features(aggregation));
      }
    }
    return all;
  }

  /** All of them undefined. */
  public static List<Measurement> undefined(List<Aggregation> wanted, String reason) {
    return Matrices.undefined(FORMULAS, AGGREGATIONS, wanted, reason);
  }

  /** The matrices of an aggregation; none where no voxel has a neighbour. */
  public static List<Cooccurrence> matrices(Levels region, Aggregation aggregation) {
    return List.copyOf(new Glcm(region).matrices.get(aggregation));
  }

  private List<Measurement> features(Aggregation aggregation) {
    List<Cooccurrence> own = matrices.get(aggregation);
    return own.isEmpty()
        ? FORMULAS.undefined(Optional.of(aggregation), "no voxel has a neighbour")
        : FORMULAS.averaged(own, aggregation);
  }

  private void keep(Aggregation aggregation, long[]... counts) {
    for (long[] one : counts) {
      if (!Cooccurrence.isEmpty(one)) {
        matrices.get(aggregation).add(new Cooccurrence(one, levels));
      }
    }
  }

  private static long[] merged(long[][] counts) {
    long[] sum = new long[counts[0].length];
    for (long[] one : counts) {
      add(one, sum);
    }
    return sum;
  }

  private static void add(long[] one, long[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += one[i];
    }
  }

  /** Counts the pairs of which the first lies in a slice. */
  private void count(Levels region, int slice, int[] step, long[] counts) {
    int[] size = region.size();
    int[] at = region.at();
    int offset = region.offset(step);
    for (int row = 0; row < size[1]; row++) {
      int line = region.line(slice, row);
      for (int i = line; i < line + size[2]; i++) {
        if (at[i] > 0 && at[i + offset] > 0) {
          counts[(at[i] - 1) * levels + at[i + offset] - 1]++;
        }
      }
    }
  }

  private static double differenceVariance(Cooccurrence m) {
    return Cooccurrence.moment(m.difference(), 0, Cooccurrence.moment(m.difference(), 0, 0, 1), 2);
  }

  private static double sumMoment(Cooccurrence m, int power) {
    return Cooccurrence.moment(m.sum(), 2, 2 * m.mean(), power);
  }

  private static Value inverseVariance(Cooccurrence m) {
    return m.present() == 1
        ? Value.undefined(FLAT)
        : Value.of(m.byDifference(k -> k == 0 ? 0 : 1 / ((double) k * k)));
  }

  private static Value correlation(Cooccurrence m) {
    return m.present() == 1
        ? Value.undefined(FLAT)
        : Value.of((m.product() - m.mean() * m.mean()) / m.variance());
  }

  /** Of a symmetric matrix both entropies of the margins' product are twice the margin's. */
  private static Value informationCorrelation1(Cooccurrence m) {
    double own = Cooccurrence.entropy(m.single());
    return m.present() == 1
        ? Value.undefined(FLAT)
        : Value.of((Cooccurrence.entropy(m.joint()) - 2 * own) / own);
  }

  private static double informationCorrelation2(Cooccurrence m) {
    double shared = 2 * Cooccurrence.entropy(m.single()) - Cooccurrence.entropy(m.joint());
    return Math.sqrt(1 - Math.exp(-2 * Math.max(0, shared)));
  }
}
