package org.pixelwhy.study.dream;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.dream.feature.PictureFeature;
import org.pixelwhy.study.dream.DreamPath.Row;
import org.pixelwhy.tensor.Text;

/** All steps of all dreams as a table (RFC 4180): features as they are, then normalised. */
public final class DreamCsv {
  private DreamCsv() {}

  /** One step a line; the same for the same request. */
  public static String text(DreamResult result) {
    StringWriter text = new StringWriter();
    try (SequenceWriter csv = new CsvMapper().writer().writeValues(text)) {
      csv.write(header(result.features()));
      for (NetworkDream network : result.networks()) {
        for (int p = 0; p < network.paths().size(); p++) {
          path(csv, result, network, p);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can always be written", e);
    }
    return text.toString();
  }

  private static List<String> header(List<PictureFeature> features) {
    List<String> header =
        new ArrayList<>(List.of("network", "dream", "step", "activation", "area"));
    features.forEach(feature -> header.add(feature.id()));
    features.forEach(feature -> header.add("normalised " + feature.id()));
    return header;
  }

  private static void path(SequenceWriter csv, DreamResult result, NetworkDream network, int p)
      throws IOException {
    DreamPath path = network.paths().get(p);
    List<double[]> normalised = new ArrayList<>();
    for (int f = 0; f < result.features().size(); f++) {
      normalised.add(network.normalised(path, f));
    }
    for (int i = 0; i < path.steps().size(); i++) {
      Row row = path.steps().get(i);
      List<String> cells = new ArrayList<>();
      cells.add(Text.printable(network.name()));
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
      csv.write(cells);
    }
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }
}
