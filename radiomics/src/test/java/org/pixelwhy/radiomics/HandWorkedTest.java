package org.pixelwhy.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pixelwhy.radiomics.roi.Discretisation;

/**
 * Each family of a picture that can be counted by hand:
 *
 * <pre>
 * 1 1 2
 * 1 3 2
 * 3 3 3
 * </pre>
 */
class HandWorkedTest {
  private static final double[] PICTURE = {1, 1, 2, 1, 3, 2, 3, 3, 3};

  private static Map<String, Double> measure(double spacing) {
    return Radiomics.measure(
            TestRegion.picture(spacing, 3, PICTURE),
            Settings.binned(new Discretisation.BinWidth(1)))
        .stream()
        .collect(
            Collectors.toMap(
                m -> m.feature().id() + m.aggregation().map(a -> " " + a).orElse(""),
                m -> m.value().orNaN()));
  }

  private static void assertFound(double expected, String name) {
    assertEquals(expected, measure(1).get(name), 1e-12, name);
  }

  @Test
  void theOutlineOfASquareHasItsCornersCutOff() {
    assertFound(9, "shape2d_pixel_area");
    assertFound(9 - 4 / 8.0, "shape2d_area");
    assertFound(4 * 2 + 4 * Math.sqrt(0.5), "shape2d_perimeter");
    assertFound(Math.hypot(3, 2), "shape2d_max_diameter");
    // Nine centres at -1, 0, 1: six squares of 1 on each axis, divided by 8.
    assertFound(4 * Math.sqrt(6 / 8.0), "shape2d_major");
    assertFound(1, "shape2d_elongation");
  }

  @Test
  void aDiscOfSixMillimetresHoldsTheFourNextPixelsAtFive() {
    // About the last but one pixel of the last row all four are 3.
    assertEquals(3, measure(5).get("loc_int_local_peak"), 1e-12);
    assertEquals(3, measure(5).get("loc_int_global_peak"), 1e-12);
    assertEquals(19 / 9.0, measure(1).get("loc_int_local_peak"), 1e-12);
  }

  @Test
  void levelsAreCounted() {
    assertFound(19 / 9.0, "stat_mean");
    assertFound(62 / 81.0, "stat_variance");
    assertFound(2, "stat_median");
    assertFound(47, "stat_energy");
    assertFound(3, "int_hist_mode");
    assertFound(29 / 81.0, "int_hist_uniformity");
    assertFound(6 / 9.0, "int_vol_hist_volume_at_intensity_10");
    assertFound(4 / 9.0, "int_vol_hist_volume_at_intensity_90");
  }

  @Test
  void pairsOfNeighboursInFourDirections() {
    // Squared differences: 6 of 6 pairs along rows, 9 of 6 along columns, 9 of 4 and 2 of 4.
    assertFound(26 / 20.0, "cm_contrast SLICES_MERGED");
    assertFound((6 / 6.0 + 9 / 6.0 + 9 / 4.0 + 2 / 4.0) / 4, "cm_contrast SLICES_AVERAGED");
    // Five of the twenty pairs are two threes.
    assertFound(5 / 20.0, "cm_joint_maximum SLICES_MERGED");
  }

  @Test
  void runsInFourDirections() {
    // 6, 6, 8 and 7 runs of nine pixels.
    assertFound(27 / 36.0, "rlm_run_percentage SLICES_MERGED");
    assertFound(27 / 36.0, "rlm_run_percentage SLICES_AVERAGED");
    assertFound((17 + 15 + 11 + 13) / 27.0, "rlm_long_runs_emphasis SLICES_MERGED");
  }

  @Test
  void threeZonesThatReachTheBorder() {
    assertFound(3 / 9.0, "szm_zone_percentage SLICES");
    assertFound((9 + 4 + 16) / 3.0, "szm_large_zone_emphasis SLICES");
    assertFound((1 + 1 / 4.0 + 1 / 9.0) / 3, "szm_low_grey_level_zone_emphasis SLICES");
    assertFound(1, "dzm_large_distance_emphasis SLICES");
    assertFound(3, "dzm_zone_distance_non_uniformity SLICES");
  }

  @Test
  void differencesToTheMeanOfTheNeighbours() {
    double ones = 2 / 3.0 + 0.8 + 1.2;
    double twos = 0.4;
    double threes = 1 + 2 / 3.0 + 0.6 + 1 / 3.0;
    assertFound(9 / (3 * ones + 2 * twos + 4 * threes), "ngtdm_coarseness SLICES");
    double pairs = 2 * (3 * 2 + 3 * 4 * 4 + 2 * 4) / 81.0;
    assertFound(pairs / 6 * (ones + twos + threes) / 9, "ngtdm_contrast SLICES");
  }

  @Test
  void neighboursOfTheSameLevel() {
    // With the pixel itself: three 1s of 3, two 2s of 2, two 3s of 4 and two of 3.
    assertFound((3 * 9 + 2 * 4 + 2 * 16 + 2 * 9) / 9.0, "ngldm_high_dependence_emphasis SLICES");
    assertFound((9 + 4 + 4 + 4) / 81.0, "ngldm_dependence_count_energy SLICES");
  }
}
