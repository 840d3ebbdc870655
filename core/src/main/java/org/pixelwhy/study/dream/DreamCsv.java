package org.pixelwhy.study.dream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.dream.feature.PictureFeature;
import org.pixelwhy.study.dream.DreamPath.Row;
import org.pixelwhy.study.output.CsvTable;

/** All steps of all dreams as a table (RFC 4180): features as they are, then normalised. */
public final class DreamCsv {
  private DreamCsv() {}

  /** One step a line; the same for the same request. */
  public static String text(DreamResult result) {
    return CsvTable.text(
        header(result.features()),
        table -> {
          for (NetworkDream network : result.networks()) {
            for (int p = 0; p < network.paths().size(); p++) {
              path(table, result, network, p);
            }
          }
        });
  }

  private static List<String> header(List<PictureFeature> features) {
    List<String> header =
        new ArrayList<>(List.of("network", "dream", "step", "activation", "area"));
    features.forEach(feature -> header.add(feature.id()));
    features.forEach(feature -> header.add("normalised " + feature.id()));
    return header;
  }

  private static void path(CsvTable table, DreamResult result, NetworkDream network, int p)
      throws IOException {
    DreamPath path = network.paths().get(p);
    List<double[]> normalised = new ArrayList<>();
    for (int f = 0; f < result.features().size(); f++) {
      normalised.add(network.normalised(path, f));
    }
    for (int i = 0; i < path.steps().size(); i++) {
      Row row = path.steps().get(i);
      List<String> cells = new ArrayList<>();
      cells.add(network.name());
      cells.add(Integer.toString(p));
      cells.add(Integer.toString(row.step()));
      cells.add(Double.toString(row.activation()));
      cells.add(Integer.toString(row.area()));
      for (double value : row.values()) {
        cells.add(number(value));
      }
      for (double[] curve : normalised) {
        cells.add(number(curve[i]));
      }
      table.row(cells);
    }
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }
}
