package org.pixelwhy.radiomics.pyradiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pixelwhy.SharedData;
import org.pixelwhy.image.Mask;
import org.pixelwhy.image.Volume;
import org.pixelwhy.image.io.VolumeReader;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.radiomics.roi.Resegmentation;
import org.pixelwhy.radiomics.roi.Roi;

/** The profile against the values that pyradiomics keeps of itself. */
class PyRadiomicsTest {
  private static final double EXACT = 1e-6;

  /**
   * Of brain1 the mesh of the baseline is not met by the published table in any of its 48
   * orientations: it comes from an older one. Where voxels touch across a diagonal tables differ.
   */
  private static final double BETWEEN_MESHES = 2.5e-3;

  private static Roi roi(String name) {
    Path folder = SharedData.require("radiomics/pyradiomics");
    Volume volume = VolumeReader.read(folder.resolve(name + "_image.nrrd"));
    float[] labels = VolumeReader.read(folder.resolve(name + "_label.nrrd")).values();
    return new Roi(volume.field(), Mask.of(volume.axes(), i -> labels[i] == 1));
  }

  private static PyRadiomicsSettings settings(Discretisation discretisation, boolean slices) {
    // The baselines were made with the shift that was the default then.
    return new PyRadiomicsSettings(
        discretisation, Resegmentation.NONE, 2000, 0, slices, PyRadiomicsSettings.GROUPS);
  }

  private static final PyRadiomicsSettings DEFAULT =
      settings(new Discretisation.BinMultiples(25), false);

  /** The values of a column of a baseline by feature. */
  private static Map<String, Double> baseline(String group, String column) throws IOException {
    Path file = SharedData.require("radiomics/pyradiomics/baseline/baseline_" + group + ".csv");
    List<String> lines = Files.readAllLines(file);
    int index = List.of(lines.get(0).split(",")).indexOf(column);
    Map<String, Double> values = new HashMap<>();
    for (String line : lines) {
      if (line.startsWith("original_")) {
        values.put(
            line.substring(0, line.indexOf(',')), Double.parseDouble(line.split(",")[index]));
      }
    }
    return values;
  }

  private static void assertAlike(
      Map<String, Double> expected, Roi roi, PyRadiomicsSettings settings, double mesh) {
    Map<String, Double> found = new HashMap<>();
    for (Measurement measured : PyRadiomics.measure(roi, settings)) {
      found.put(measured.feature().id(), measured.value().orNaN());
    }
    List<String> wrong = new ArrayList<>();
    assertTrue(expected.size() > 4, "found no baseline");
    expected.forEach(
        (name, value) -> {
          double own = found.getOrDefault(name, Double.NaN);
          boolean ofMesh = name.matches("original_shape_(Mesh.*|Surface.*|Sphericity)");
          double tolerance = ofMesh ? mesh : EXACT;
          if (!(Math.abs(own - value) <= tolerance * Math.max(Math.abs(value), 1e-9))) {
            wrong.add(name + ": expected " + value + ", found " + own);
          }
        });
    assertEquals("", String.join("\n", wrong));
  }

  private static void assertAllAlike(String name, double mesh) throws IOException {
    Roi roi = roi(name);
    for (String group : List.of("firstorder", "shape", "glcm", "glrlm", "glszm", "gldm", "ngtdm")) {
      assertAlike(baseline(group, name), roi, DEFAULT, mesh);
    }
  }

  @Test
  void breast1HasTheValuesOfPyradiomics() throws IOException {
    assertAllAlike("breast1", EXACT);
  }

  @Test
  void brain1HasTheValuesOfPyradiomics() throws IOException {
    assertAllAlike("brain1", BETWEEN_MESHES);
  }

  @Test
  void bySliceBothHaveTheValuesOfPyradiomics() throws IOException {
    for (String name : List.of("breast1", "brain1")) {
      for (String group : List.of("glcm", "glrlm", "glszm", "gldm", "ngtdm")) {
        assertAlike(
            baseline(group, name + "_2d"),
            roi(name),
            settings(new Discretisation.BinMultiples(25), true),
            EXACT);
      }
    }
  }

  @Test
  void withANumberOfBinsBothHaveTheValuesOfPyradiomics() throws IOException {
    for (String name : List.of("breast1", "brain1")) {
      for (String group : List.of("glcm", "glrlm", "glszm", "gldm", "ngtdm")) {
        assertAlike(
            baseline(group, name + "_FBN"),
            roi(name),
            settings(new Discretisation.BinNumber(64), false),
            EXACT);
      }
    }
  }

  @Test
  void aFlatRegionHasItsSentinels() throws IOException {
    for (String group : List.of("glcm", "glrlm", "glszm", "gldm", "ngtdm")) {
      Map<String, Double> expected = baseline(group, "brain1_flatRegion");
      // pyradiomics adds 2e-16 within each logarithm.
      expected.replaceAll((name, value) -> Math.abs(value) < 1e-15 ? 0 : value);
      assertAlike(
          expected, roi("brain1"), settings(new Discretisation.BinMultiples(5000), false), EXACT);
    }
  }

  @Test
  void aSliceHasTheShapeThatPyradiomicsFindsInIt() throws IOException {
    for (String name : List.of("breast1", "brain1")) {
      Roi roi = roi(name);
      int slice = name.equals("brain1") ? 16 : 9;
      int area = roi.image().axes().extent(1) * roi.image().axes().extent(2);
      Roi picture =
          new Roi(
              roi.image().slice(0, slice),
              Mask.of(roi.image().slice(0, slice).axes(), i -> roi.shape().get(slice * area + i)));
      assertAlike(baseline("shape2D", name + "_shape2D"), picture, DEFAULT, EXACT);
    }
  }
}
