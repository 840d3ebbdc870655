package org.pixelwhy.report.dream;

import java.util.ArrayList;
import java.util.List;
import org.pixelwhy.report.view.DataTable;
import org.pixelwhy.report.view.ReportPart;
import org.pixelwhy.study.dream.DreamPath;
import org.pixelwhy.study.dream.DreamResult;
import org.pixelwhy.study.dream.Ends;
import org.pixelwhy.study.dream.NetworkDream;
import org.pixelwhy.study.dream.NetworkDream.Judged;
import org.pixelwhy.tensor.Text;

/** The tables of an analysis. */
final class DreamTables {
  private final DreamResult result;

  DreamTables(DreamResult result) {
    this.result = result;
  }

  /** Features by networks: verdicts, then from where to where the features went. */
  List<ReportPart> verdicts() {
    List<ReportPart> tables = new ArrayList<>();
    if (result.request().measures().reference().isPresent()) {
      tables.add(table("Verdicts (" + result.request().measures().rule() + ")", this::verdict));
      tables.add(
          table(
              "From the first mask to the last step, in standard deviations of the reference",
              (network, f) -> ends(network.normalised(network.paths().get(0), f))));
    }
    tables.add(
        table(
            "From the first mask to the last step, first dream",
            (network, f) -> ends(network.paths().get(0).curve(f))));
    return tables;
  }

  private interface Cell {
    String of(NetworkDream network, int feature);
  }

  private DataTable table(String caption, Cell cell) {
    List<String> columns = new ArrayList<>(List.of("feature"));
    result.networks().forEach(network -> columns.add(network.name()));
    List<List<String>> rows = new ArrayList<>();
    for (int f = 0; f < result.features().size(); f++) {
      List<String> row = new ArrayList<>(List.of(result.features().get(f).label()));
      for (NetworkDream network : result.networks()) {
        row.add(cell.of(network, f));
      }
      rows.add(row);
    }
    return new DataTable(caption, columns, rows);
  }

  private String verdict(NetworkDream network, int feature) {
    Judged judged = result.judged(network).get(feature);
    int dreams = network.paths().size();
    return dreams == 1
        ? judged.verdict().toString()
        : Text.format(
            "%s (%d of %d)", judged.verdict(), Math.round(judged.agreement() * dreams), dreams);
  }

  private static String ends(double[] curve) {
    Ends ends = Ends.of(curve);
    return Double.isNaN(ends.first())
        ? "undefined"
        : Text.format("%.4g to %.4g", ends.first(), ends.last());
  }

  /** How each dream went. */
  DataTable dreams() {
    List<List<String>> rows = new ArrayList<>();
    for (NetworkDream network : result.networks()) {
      for (DreamPath path : network.paths()) {
        int last = path.steps().size() - 1;
        rows.add(
            List.of(
                network.name(),
                path.start(),
                Integer.toString(Math.max(0, last)),
                Double.isFinite(path.rate()) ? Text.format("%.4g", path.rate()) : "-",
                path.end().toString(),
                last < 0 ? "-" : Text.format("%.4g", path.steps().get(last).activation()),
                last < 0 ? "-" : Integer.toString(path.steps().get(last).area())));
      }
    }
    return new DataTable(
        "Dreams",
        List.of("network", "start", "steps", "step size", "end", "activation", "mask (pixels)"),
        rows);
  }
}
