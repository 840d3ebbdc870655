package org.pixelwhy.radiomics;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pixelwhy.radiomics.feature.Aggregation;
import org.pixelwhy.radiomics.feature.Family;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.radiomics.roi.Interpolation;
import org.pixelwhy.radiomics.roi.Resegmentation;
import org.pixelwhy.radiomics.roi.Roi;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * What is done to a region before it is measured, and what is measured.
 *
 * @param interpolation to another spacing; empty leaves the voxels as they are
 * @param resegmentation which intensities count
 * @param discretisation how intensities become grey levels
 * @param aggregations of texture features; those that a picture does not have are left out there
 * @param families that are measured
 * @param coarseness by how much the grey levels of dependent neighbours (NGLDM) may differ
 * @param distance in voxels along the axis where it is greatest (Chebyshev): exactly so far apart
 *     are co-occurrences, at most so far neighbours of NGTDM and NGLDM
 */
public record Settings(
    Optional<Interpolation> interpolation,
    Resegmentation resegmentation,
    Discretisation discretisation,
    List<Aggregation> aggregations,
    List<Family> families,
    int coarseness,
    int distance) {
  /** Beyond that neighbours are too many to be a texture. */
  private static final int FARTHEST = 16;

  /** 32 bins, all features in all aggregations, nothing done before. */
  public static final Settings DEFAULT = binned(new Discretisation.BinNumber(32));

  public Settings {
    Objects.requireNonNull(interpolation, "interpolation");
    Objects.requireNonNull(resegmentation, "resegmentation");
    Objects.requireNonNull(discretisation, "discretisation");
    aggregations = List.copyOf(aggregations);
    families = List.copyOf(families);
    if (coarseness < 0) {
      throw new InputException("illegal coarseness " + coarseness + ", must be at least 0");
    }
    if (distance < 1 || distance > FARTHEST) {
      throw new InputException(
          Text.format(
              "illegal distance of neighbours %d, must be from 1 to %d", distance, FARTHEST));
    }
  }

  /** All features in all aggregations, of such grey levels. */
  public static Settings binned(Discretisation discretisation) {
    return new Settings(
        Optional.empty(),
        Resegmentation.NONE,
        discretisation,
        List.of(Aggregation.values()),
        List.of(Family.values()),
        0,
        1);
  }

  /** The same with other aggregations. */
  public Settings aggregating(List<Aggregation> others) {
    return new Settings(
        interpolation, resegmentation, discretisation, others, families, coarseness, distance);
  }

  /** The same with other families. */
  public Settings measuring(List<Family> others) {
    return new Settings(
        interpolation, resegmentation, discretisation, aggregations, others, coarseness, distance);
  }

  /** The same with other steps before. */
  public Settings preparing(Optional<Interpolation> interpolate, Resegmentation resegment) {
    return new Settings(
        interpolate, resegment, discretisation, aggregations, families, coarseness, distance);
  }

  /** The same with neighbours at another distance. */
  public Settings reaching(int other) {
    return new Settings(
        interpolation, resegmentation, discretisation, aggregations, families, coarseness, other);
  }

  /** The region after the steps before. */
  public Roi prepare(Roi roi) {
    return resegmentation.apply(
        interpolation
            .filter(step -> !roi.shape().isEmpty())
            .map(step -> step.apply(roi))
            .orElse(roi));
  }
}
