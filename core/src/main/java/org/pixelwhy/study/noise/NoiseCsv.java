package org.pixelwhy.study.noise;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.pixelwhy.study.noise.VisibleCurve.Point;
import org.pixelwhy.tensor.Text;

/** All points of all curves as a table (RFC 4180). */
public final class NoiseCsv {
  private static final List<String> HEADER =
      List.of("way", "fill", "map", "threshold", "share", "dice", "low95", "high95");

  private NoiseCsv() {}

  /** One point a line; the same for the same request. */
  public static String text(NoiseResult result) {
    StringWriter text = new StringWriter();
    try (SequenceWriter csv = new CsvMapper().writer().writeValues(text)) {
      csv.write(HEADER);
      for (VisibleCurve curve : result.curves()) {
        for (Point point : curve.points()) {
          csv.write(row(curve, point));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can always be written", e);
    }
    return text.toString();
  }

  private static List<String> row(VisibleCurve curve, Point point) {
    List<String> row = new ArrayList<>();
    row.add(curve.way().name().toLowerCase(Locale.ROOT));
    row.add(curve.fill().name().toLowerCase(Locale.ROOT));
    row.add(Text.printable(curve.map()));
    row.add(number(point.threshold()));
    row.add(Double.toString(point.share()));
    row.add(Double.toString(point.dice()));
    row.add(point.interval().map(ends -> Double.toString(ends.low())).orElse(""));
    row.add(point.interval().map(ends -> Double.toString(ends.high())).orElse(""));
    return row;
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
  }
}
