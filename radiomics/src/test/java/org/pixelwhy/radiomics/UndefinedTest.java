package org.pixelwhy.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pixelwhy.image.Axes;
import org.pixelwhy.image.Field;
import org.pixelwhy.image.Mask;
import org.pixelwhy.radiomics.feature.Family;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.feature.Value;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.radiomics.roi.Resegmentation;
import org.pixelwhy.radiomics.roi.Roi;
import org.pixelwhy.tensor.InputException;

/** What has no value is told to have none, and why. */
class UndefinedTest {
  private static Map<String, Value> measure(Roi roi, Settings settings) {
    Map<String, Value> values = new TreeMap<>();
    for (Measurement found : Radiomics.measure(roi, settings)) {
      values.put(
          found.feature().id() + found.aggregation().map(a -> " " + a).orElse(""), found.value());
    }
    return values;
  }

  private static Map<String, Value> measure(Roi roi) {
    return measure(roi, Settings.DEFAULT);
  }

  private static Set<String> reasons(Map<String, Value> values) {
    Set<String> reasons = new TreeSet<>();
    values.values().forEach(value -> reasons.add(value.reason()));
    return reasons;
  }

  @Test
  void nothingIsDefinedOfAnEmptyMask() {
    Roi empty = TestRegion.cube(3, 1, (s, r, c) -> Double.NaN);
    Map<String, Value> found = measure(empty);
    assertEquals(Set.of("the mask is empty"), reasons(found));
    assertEquals(measure(TestRegion.cube(3, 1, (s, r, c) -> s)).keySet(), found.keySet());
  }

  @Test
  void aSingleVoxelHasAVolumeButNoAxesNeighboursOrSpread() {
    Map<String, Value> found =
        measure(TestRegion.cube(3, 2, (s, r, c) -> s == 1 && r == 1 && c == 1 ? 7 : Double.NaN));
    assertEquals(8, found.get("morph_approx_volume").orNaN());
    // An octahedron whose corners lie half a voxel from the middle.
    assertEquals(8 / 6.0, found.get("morph_volume").orNaN(), 1e-12);
    assertEquals(2, found.get("morph_max_3d_diam").orNaN(), 1e-12);
    assertEquals(7, found.get("stat_mean").orNaN());
    for (String id :
        List.of(
            "morph_pca_major",
            "morph_vol_dens_aee",
            "morph_moran_i",
            "stat_skewness",
            "int_hist_max_gradient",
            "cm_contrast SPACE_MERGED",
            "ngtdm_contrast SPACE")) {
      assertTrue(!found.get(id).reason().isEmpty(), id + " is " + found.get(id));
    }
  }

  @Test
  void aFlatRegionHasNoCorrelationAndNoSkewness() {
    Map<String, Value> found = measure(TestRegion.cube(4, 1, (s, r, c) -> 5));
    for (String id :
        List.of(
            "cm_correlation SPACE_AVERAGED",
            "cm_inverse_variance SLICES_MERGED",
            "cm_information_corr_1 ALL_MERGED",
            "stat_kurtosis",
            "morph_moran_i",
            "morph_geary_c",
            "int_vol_hist_volume_at_intensity_10",
            "ngtdm_coarseness SPACE",
            "ngtdm_busyness MERGED")) {
      assertTrue(!found.get(id).isDefined(), id + " is " + found.get(id));
    }
    assertEquals(0, found.get("cm_contrast SPACE_AVERAGED").orNaN());
    assertEquals(1, found.get("cm_uniformity SPACE_AVERAGED").orNaN());
    assertEquals(5, found.get("int_vol_hist_intensity_at_volume_10").orNaN(), 1);
  }

  @Test
  void nanInTheRegionLeavesTheShapeMeasured() {
    Roi whole = TestRegion.cube(4, 1, (s, r, c) -> s + r);
    float[] values = whole.image().values().clone();
    values[9] = Float.NaN;
    Map<String, Value> found = measure(new Roi(whole.image().with(1, values), whole.shape()));
    assertTrue(found.get("morph_volume").isDefined());
    assertEquals("the region holds values that are not finite", found.get("stat_mean").reason());
    assertEquals(
        "the region holds values that are not finite", found.get("morph_moran_i").reason());
  }

  @Test
  void nanOutsideOfTheRegionDoesNotMatter() {
    float[] values = {1, 2, Float.NaN, 3, 1, 2, 3, 3, 1};
    Axes axes = TestRegion.axes(1, 3, 3);
    Roi roi = new Roi(new Field(axes, 1, values, 1, List.of()), Mask.of(axes, i -> i != 2));
    assertTrue(measure(roi).values().stream().allMatch(Value::isDefined));
  }

  @Test
  void withoutSpacingThereIsTextureButNoShape() {
    float[] values = {1, 2, 3, 3, 1, 2, 3, 3, 1};
    Roi roi = new Roi(new Field(Axes.of(3, 3), 1, values, 1, List.of()), Mask.full(3, 3));
    Map<String, Value> found = measure(roi);
    assertTrue(found.get("shape2d_area").reason().contains("how far its voxels are apart"));
    assertTrue(found.get("loc_int_local_peak").reason().contains("how far its voxels are apart"));
    assertTrue(found.get("cm_contrast SLICES_MERGED").isDefined());
    assertTrue(measure(roi.spaced(List.of(1.0, 1.0))).get("shape2d_area").isDefined());
  }

  @Test
  void reSegmentationThatLeavesNothingIsTold() {
    Resegmentation none =
        new Resegmentation(OptionalDouble.of(100), OptionalDouble.empty(), OptionalDouble.empty());
    Map<String, Value> found =
        measure(
            TestRegion.cube(3, 1, (s, r, c) -> s),
            Settings.DEFAULT.preparing(Optional.empty(), none));
    assertEquals("no intensity is left after re-segmentation", found.get("stat_mean").reason());
    assertTrue(found.get("morph_volume").isDefined());
  }

  @Test
  void aMaskOfOtherExtentsIsRefused() {
    Roi roi = TestRegion.cube(3, 1, (s, r, c) -> s);
    InputException refused =
        assertThrows(InputException.class, () -> new Roi(roi.image(), Mask.full(3, 3, 4)));
    assertTrue(refused.getMessage().contains("must have the extents of its image"));
  }

  @Test
  void binsThatAreTooManyAreRefused() {
    Settings narrow = Settings.binned(new Discretisation.BinWidth(1e-4));
    InputException refused =
        assertThrows(
            InputException.class, () -> measure(TestRegion.cube(3, 1, (s, r, c) -> s), narrow));
    assertTrue(refused.getMessage().contains("take wider ones"), refused.getMessage());
  }

  @Test
  void onlyTheFamiliesThatAreAskedForAreMeasured() {
    Roi roi = TestRegion.cube(3, 1, (s, r, c) -> s);
    List<Family> families = List.of(Family.STATISTICS, Family.GLDZM);
    Radiomics.measure(roi, Settings.DEFAULT.measuring(families))
        .forEach(m -> assertTrue(families.contains(m.feature().family()), m.toString()));
  }
}
