package org.pixelwhy.study.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.study.ImageResult;

/**
 * All numbers of a result as one long table (RFC 4180), an image at a time: a row for each number,
 * with what it is of. Coordinates are the original image's. Times are left out, so that the same
 * request gives the same table.
 */
public final class NumbersCsv implements AutoCloseable {
  private static final List<String> HEADER =
      List.of("image", "target", "method", "layer", "part", "quantity", "value");

  private final CsvTable table;
  private final SegmentationModel model;

  /**
   * Begins the table.
   *
   * @param out closed together with this
   */
  public NumbersCsv(Writer out, SegmentationModel model) throws IOException {
    this.table = new CsvTable(out, HEADER);
    this.model = model;
  }

  /** Adds all numbers of one image. */
  public void image(ImageResult image) throws IOException {
    String name = image.source().name();
    for (NumberRow row : NumberRow.of(image, model)) {
      table.row(
          List.of(
              name,
              row.target(),
              row.method(),
              row.layer(),
              row.part(),
              row.quantity(),
              row.text()));
    }
    table.flush();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
