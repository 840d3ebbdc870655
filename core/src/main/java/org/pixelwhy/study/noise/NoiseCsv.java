package org.pixelwhy.study.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pixelwhy.study.noise.VisibleCurve.Point;
import org.pixelwhy.study.output.CsvTable;

/** All points of all curves as a table (RFC 4180). */
public final class NoiseCsv {
  private static final List<String> HEADER =
      List.of("way", "fill", "map", "threshold", "share", "dice", "low95", "high95");

  private NoiseCsv() {}

  /** One point a line; the same for the same request. */
  public static String text(NoiseResult result) {
    return CsvTable.text(
        HEADER,
        table -> {
          for (VisibleCurve curve : result.curves()) {
            for (Point point : curve.points()) {
              table.row(row(curve, point));
            }
          }
        });
  }

  private static List<String> row(VisibleCurve curve, Point point) {
    List<String> row = new ArrayList<>();
    row.add(curve.way().name().toLowerCase(Locale.ROOT));
    row.add(curve.fill().name().toLowerCase(Locale.ROOT));
    row.add(curve.map());
    row.add(CsvTable.number(point.threshold()));
    row.add(Double.toString(point.share()));
    row.add(Double.toString(point.dice()));
    row.add(point.interval().map(ends -> Double.toString(ends.low())).orElse(""));
    row.add(point.interval().map(ends -> Double.toString(ends.high())).orElse(""));
    return row;
  }
}
