package org.pixelwhy.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pixelwhy.SharedData;
import org.pixelwhy.image.Mask;
import org.pixelwhy.radiomics.IbsiReference.Row;
import org.pixelwhy.radiomics.feature.Feature;
import org.pixelwhy.radiomics.feature.FeatureTable;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.radiomics.roi.Discretisation;
import org.pixelwhy.radiomics.roi.Roi;

/** All reference values of the IBSI's digital phantom. */
class IbsiPhantomTest {
  /** Its intensities are grey levels already: 1 to 6. */
  private static final Settings AS_IT_IS = Settings.binned(new Discretisation.BinWidth(1));

  /** The table of reference values gives 1PR8 and GPMT to both percentiles; the manual does not. */
  private static final Set<String> WRONG_CODES = Set.of("int_hist_p10", "int_hist_p90");

  @TempDir Path folder;

  @Test
  void everyReferenceValueOfThePhantomIsMet() {
    assertAllMet(
        IbsiReference.rows(IbsiReference.text("ibsi1_phantom.csv")), IbsiReference.phantom(folder));
  }

  @Test
  void everyReferenceValueOfThePhantomInTheSharedFolderIsMet() throws IOException {
    Path ibsi = SharedData.require("radiomics/ibsi");
    List<Row> rows =
        IbsiReference.rows(Files.readString(ibsi.resolve("ibsi1_reference_values.csv")));
    Path phantom = ibsi.resolve("digital_phantom");
    assertAllMet(
        rows,
        IbsiReference.read(phantom.resolve("phantom.nii.gz"), phantom.resolve("mask.nii.gz")));
  }

  private static void assertAllMet(List<Row> rows, Roi phantom) {
    assertEquals(482, rows.size());
    List<Measurement> found = Radiomics.measure(phantom, AS_IT_IS);
    List<String> wrong = new ArrayList<>();
    for (Row row : rows) {
      List<Measurement> own = found.stream().filter(row::isOf).toList();
      if (own.size() != 1 || !row.agrees(own.get(0).value().orNaN())) {
        wrong.add(row + " but found " + own.stream().map(Measurement::value).toList());
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  @Test
  void codesAreThoseOfTheReferenceTableButWhereThatIsWrong() {
    List<String> wrong = new ArrayList<>();
    for (Row row : IbsiReference.rows(IbsiReference.text("ibsi1_phantom.csv"))) {
      String code = FeatureTable.get(row.id()).code();
      boolean knownToDiffer = row.code().isEmpty() || WRONG_CODES.contains(row.id());
      if (!knownToDiffer && !code.equals(row.code())) {
        wrong.add(row.id() + ": " + row.code() + ", in the table " + code);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyFeatureOfTheTableIsMeasured() {
    Set<String> found = new HashSet<>();
    Roi phantom = IbsiReference.phantom(folder);
    Radiomics.measure(phantom, AS_IT_IS).forEach(m -> found.add(m.feature().id()));
    Roi picture = new Roi(phantom.image().slice(0, 1), slice(phantom));
    Radiomics.measure(picture, AS_IT_IS).forEach(m -> found.add(m.feature().id()));
    Set<String> promised = new HashSet<>();
    FeatureTable.all().stream().map(Feature::id).forEach(promised::add);
    assertEquals(promised, found);
  }

  private static Mask slice(Roi phantom) {
    int area = phantom.image().axes().extent(1) * phantom.image().axes().extent(2);
    return Mask.of(phantom.image().slice(0, 1).axes(), i -> phantom.shape().get(area + i));
  }
}
