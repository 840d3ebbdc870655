package org.pixelwhy.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pixelwhy.radiomics.feature.Aggregation;
import org.pixelwhy.radiomics.feature.Family;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.radiomics.roi.Roi;

/** What does not change when a region is turned, mirrored, or counted in smaller voxels. */
class SymmetryTest {
  private static final int SIDE = 8;
  private static final Settings SETTINGS = Settings.binned(new Discretisation.BinWidth(1));

  private static final TestRegion.Voxel BLOB = TestRegion.blob(SIDE, 5);
  private static final Roi REGION = TestRegion.cube(SIDE, 2, BLOB);

  private static void assertSame(Roi turned, double accuracy, Predicate<Measurement> promised) {
    assertSame(REGION, turned, accuracy, promised);
  }

  private static void assertSame(
      Roi region, Roi turned, double accuracy, Predicate<Measurement> promised) {
    Map<String, Measurement> found =
        Radiomics.measure(turned, SETTINGS).stream()
            .collect(Collectors.toMap(SymmetryTest::name, measurement -> measurement));
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (Measurement expected : Radiomics.measure(region, SETTINGS)) {
      if (promised.test(expected)) {
        compared++;
        double before = expected.value().orNaN();
        double after = found.get(name(expected)).value().orNaN();
        if (!(Math.abs(before - after) <= accuracy * Math.max(1, Math.abs(before)))) {
          wrong.add(name(expected) + ": " + before + ", then " + after);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(true, compared > 10, "compared only " + compared);
  }

  private static String name(Measurement measurement) {
    return measurement.feature().id() + " " + measurement.aggregation();
  }

  @Test
  void nothingChangesWhenTheRegionIsMirrored() {
    assertSame(TestRegion.cube(SIDE, 2, (s, r, c) -> BLOB.at(s, r, SIDE - 1 - c)), 1e-7, m -> true);
    assertSame(TestRegion.cube(SIDE, 2, (s, r, c) -> BLOB.at(SIDE - 1 - s, r, c)), 1e-7, m -> true);
  }

  @Test
  void nothingChangesWhenSlicesAreTurnedByNinetyDegrees() {
    assertSame(TestRegion.cube(SIDE, 2, (s, r, c) -> BLOB.at(s, SIDE - 1 - c, r)), 1e-7, m -> true);
  }

  @Test
  void nothingButWhatIsDoneBySliceChangesWhenTheVolumeIsTurned() {
    assertSame(
        TestRegion.cube(SIDE, 2, (s, r, c) -> BLOB.at(SIDE - 1 - r, s, c)),
        1e-7,
        m -> m.aggregation().map(Aggregation::spatial).orElse(true));
  }

  @Test
  void doubledResolutionLeavesWhatIsPromisedOfIt() {
    TestRegion.Voxel fine = (s, r, c) -> BLOB.at(s / 2, r / 2, c / 2);
    Roi doubled = TestRegion.cube(2 * SIDE, 1, fine);
    assertSame(
        doubled,
        1e-7,
        m ->
            m.feature().family() == Family.STATISTICS
                    && !m.feature().id().equals("stat_energy")
                    // Percentiles between ranks depend on how many ranks there are.
                    && !m.feature().id().matches(".*(p10|p90|iqr|robust.*|quartile.*)")
                || m.feature().family() == Family.VOLUME_HISTOGRAM
                || m.feature().id().matches(".*(approx_volume|density_aabb|int_hist_entropy)")
                || m.feature().id().equals("int_hist_uniformity"));
  }

  @Test
  void theMeshOfALargeBallApproachesItsVolumeAndArea() {
    int side = 41;
    Roi ball =
        TestRegion.cube(
            side,
            0.5,
            (s, r, c) ->
                Math.pow(s - 20, 2) + Math.pow(r - 20, 2) + Math.pow(c - 20, 2) <= 18.5 * 18.5
                    ? 1 + (s + r + c) % 3
                    : Double.NaN);
    Map<String, Double> found =
        Radiomics.measure(ball, SETTINGS.measuring(List.of(Family.MORPHOLOGY))).stream()
            .collect(Collectors.toMap(m -> m.feature().id(), m -> m.value().orNaN()));
    double radius = 18.5 / 2;
    double volume = 4.0 / 3 * Math.PI * Math.pow(radius, 3);
    assertEquals(1, found.get("morph_volume") / volume, 0.02);
    // Steps of a mesh at half voxels never become smooth.
    assertEquals(1.08, found.get("morph_area") / (4 * Math.PI * radius * radius), 0.03);
    assertEquals(2 * radius, found.get("morph_max_3d_diam"), 0.5);
    assertEquals(1, found.get("morph_pca_flatness"), 1e-9);
    assertEquals(Math.pow(18.5 / 19, 3), found.get("morph_vol_dens_mvee"), 0.02);
    // A full ball has a variance of a fifth of its squared radius along each axis.
    assertEquals(Math.pow(5, 1.5) / 8, found.get("morph_vol_dens_aee"), 0.01);
  }
}
