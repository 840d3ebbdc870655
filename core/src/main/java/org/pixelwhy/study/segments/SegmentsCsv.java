package org.pixelwhy.study.segments;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Stream;
import org.pixelwhy.attribution.SegmentTable;
import org.pixelwhy.tensor.Text;

/**
 * Tables of segments as one table (RFC 4180): a row for each image, method, target and segment that
 * speaks for it.
 */
public final class SegmentsCsv {
  private static final List<String> HEADER =
      List.of("image", "method", "target", "segment", "contribution", "value", "change", "rest");

  private SegmentsCsv() {}

  /**
   * The tables of an image.
   *
   * @param name of the image
   */
  public record ImageTables(String name, List<SegmentTable> tables) {
    public ImageTables {
      tables = List.copyOf(tables);
    }
  }

  /**
   * Writes the table.
   *
   * @param out stays open
   */
  public static void write(Writer out, List<ImageTables> images) throws IOException {
    SequenceWriter csv = new CsvMapper().writer().writeValues(out);
    csv.write(HEADER);
    for (ImageTables image : images) {
      for (SegmentTable table : image.tables()) {
        for (SegmentTable.Row row : table.rows()) {
          for (int k = 0; k < table.segments().size(); k++) {
            csv.write(row(image.name(), table, row, k));
          }
        }
      }
    }
    csv.flush();
  }

  private static List<String> row(
      String image, SegmentTable table, SegmentTable.Row row, int segment) {
    return Stream.of(
            image,
            table.method(),
            row.target(),
            table.segments().get(segment),
            Double.toString(row.contributions().get(segment)),
            Double.toString(row.value()),
            Double.toString(row.change()),
            Double.toString(row.rest()))
        .map(Text::printable)
        .toList();
  }
}
