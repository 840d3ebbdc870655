package org.pixelwhy.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.radiomics.roi.Roi;
import org.pixelwhy.tensor.InputException;

/**
 * Neighbours two voxels away, against pyradiomics 3.0.1 (distances: [2] of co-occurrences, [1, 2]
 * of the others, bins of width 1).
 */
class DistanceTest {
  private static final Roi REGION =
      TestRegion.cube(
          6,
          1,
          (s, r, c) ->
              s < 4 && r < 5 && (s + r + c) % 7 != 0
                  ? (s * 7 + r * 5 + c * 3 + s * r * c) % 5 + 1
                  : Double.NaN);

  private static final Settings SETTINGS =
      Settings.binned(new Discretisation.BinWidth(1)).reaching(2);

  private static Map<String, Double> measure(Settings settings) {
    Map<String, Double> found = new LinkedHashMap<>();
    for (Measurement m : Radiomics.measure(REGION, settings)) {
      found.put(m.feature().id() + m.aggregation().map(a -> " " + a).orElse(""), m.value().orNaN());
    }
    return found;
  }

  @Test
  void featuresAtDistanceTwoAreThoseOfPyradiomics() {
    Map<String, Double> found = measure(SETTINGS);
    Map<String, Double> expected =
        Map.ofEntries(
            Map.entry("cm_contrast SPACE_AVERAGED", 3.832268618380578),
            Map.entry("cm_joint_entropy SPACE_AVERAGED", 4.1957594853211475),
            Map.entry("cm_inverse_difference_moment SPACE_AVERAGED", 0.4298525543803438),
            Map.entry("cm_contrast DIRECTIONS_MERGED", 3.4842565073815073),
            Map.entry("cm_correlation DIRECTIONS_MERGED", 0.056495825169703244),
            Map.entry("ngtdm_coarseness SPACE", 0.03998382095115672),
            Map.entry("ngtdm_contrast SPACE", 0.23490317717129003),
            Map.entry("ngtdm_busyness SPACE", 3.1110144289209165),
            Map.entry("ngtdm_complexity SPACE", 10.941387595594211),
            Map.entry("ngtdm_strength SPACE", 0.3145043499118653),
            Map.entry("ngtdm_coarseness MERGED", 0.04341626583172543),
            Map.entry("ngtdm_strength MERGED", 0.33958460354363673),
            Map.entry("ngldm_high_dependence_emphasis SPACE", 99.09803921568627),
            Map.entry("ngldm_dependence_count_variance SPACE", 11.620530565167243),
            Map.entry("ngldm_dependence_count_entropy SPACE", 5.440828195473621),
            Map.entry("ngldm_high_dependence_emphasis MERGED", 16.352941176470587),
            Map.entry("ngldm_dependence_count_entropy MERGED", 4.690699298387315));
    expected.forEach((name, value) -> assertEquals(value, found.get(name), 1e-9 * value, name));
  }

  @Test
  void nothingButPairsAndNeighbourhoodsDependsOnTheDistance() {
    Map<String, Double> near = measure(SETTINGS.reaching(1));
    Map<String, Double> far = measure(SETTINGS.reaching(3));
    near.forEach(
        (name, value) -> {
          if (!name.matches("(cm|ngtdm|ngldm)_.*")) {
            assertEquals(value, far.get(name), name);
          }
        });
    assertTrue(!near.get("cm_contrast SPACE_MERGED").equals(far.get("cm_contrast SPACE_MERGED")));
  }

  @Test
  void distancesThatMakeNoSenseAreRefused() {
    InputException refused = assertThrows(InputException.class, () -> SETTINGS.reaching(0));
    assertTrue(refused.getMessage().contains("must be from 1 to 16"), refused.getMessage());
  }
}
