package org.pixelwhy.radiomics.pyradiomics;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.radiomics.roi.Resegmentation;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Settings by pyradiomics' defaults.
 *
 * @param discretisation {@code binWidth} or {@code binCount}
 * @param resegmentation {@code resegmentRange} with {@code resegmentMode: absolute}
 * @param voxelArrayShift added to intensities for energy and root mean square
 * @param alpha {@code gldm_a}: by how much the grey levels of dependent neighbours may differ
 * @param slices {@code force2D}: neighbours in other slices do not count
 * @param groups the feature classes, such as {@code glcm}
 */
public record PyRadiomicsSettings(
    Discretisation discretisation,
    Resegmentation resegmentation,
    double voxelArrayShift,
    int alpha,
    boolean slices,
    List<String> groups) {
  /** All feature classes. */
  public static final List<String> GROUPS =
      List.of("firstorder", "shape", "shape2D", "glcm", "glrlm", "glszm", "gldm", "ngtdm");

  /** Bins of width 25, all classes. */
  public static final PyRadiomicsSettings DEFAULT =
      new PyRadiomicsSettings(
          new Discretisation.BinMultiples(25), Resegmentation.NONE, 0, 0, false, GROUPS);

  public PyRadiomicsSettings {
    Objects.requireNonNull(discretisation, "discretisation");
    Objects.requireNonNull(resegmentation, "resegmentation");
    groups = List.copyOf(groups);
    if (alpha < 0) {
      throw new InputException("illegal gldm_a " + alpha + ", must be at least 0");
    }
    if (!Double.isFinite(voxelArrayShift)) {
      throw new InputException("illegal voxelArrayShift, must be a finite number");
    }
    for (String group : groups) {
      if (!Set.copyOf(GROUPS).contains(group)) {
        throw new InputException(
            Text.format("unknown feature class '%s', there are %s", group, GROUPS));
      }
    }
  }

  /** The same with other grey levels. */
  public PyRadiomicsSettings binned(Discretisation others) {
    return new PyRadiomicsSettings(others, resegmentation, voxelArrayShift, alpha, slices, groups);
  }
}
