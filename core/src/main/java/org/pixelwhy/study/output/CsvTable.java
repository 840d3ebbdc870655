package org.pixelwhy.study.output;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.OptionalDouble;
import org.pixelwhy.tensor.Text;

/**
 * A table as text (RFC 4180), row by row: cells are quoted where they must be, and what no line of
 * a table should hold, such as commands to a terminal, is made visible.
 */
public final class CsvTable implements AutoCloseable {
  private final SequenceWriter csv;

  /**
   * Begins a table with its names of columns.
   *
   * @param out closed together with this
   */
  public CsvTable(Writer out, List<String> header) throws IOException {
    this.csv = new CsvMapper().writer().writeValues(out);
    row(header);
  }

  /** What adds the rows of a table. */
  @FunctionalInterface
  public interface Rows {
    void addTo(CsvTable table) throws IOException;
  }

  /** A whole table in memory. */
  public static String text(List<String> header, Rows rows) {
    StringWriter text = new StringWriter();
    try (CsvTable table = new CsvTable(text, header)) {
      rows.addTo(table);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can always be written", e);
    }
    return text.toString();
  }

  /** Adds a row. */
  public void row(List<String> cells) throws IOException {
    csv.write(cells.stream().map(Text::printable).toList());
  }

  /** A number with all digits; empty where there is none. */
  public static String number(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
  }

  /** Hands on what was added so far. */
  public void flush() throws IOException {
    csv.flush();
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
