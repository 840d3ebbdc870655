package org.pixelwhy.attribution;

import java.util.List;
import org.pixelwhy.tensor.Text;

/**
 * How much each predicted segment of an image speaks for each other one, by one method.
 *
 * @param method identifier of the method
 * @param segments what speaks, by name: all predicted segments, the background too
 * @param rows what is spoken for, one for each segment but the background
 */
public record SegmentTable(String method, List<String> segments, List<Row> rows) {
  public SegmentTable {
    segments = List.copyOf(segments);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.contributions().size() != segments.size()) {
        throw new IllegalArgumentException(
            Text.format(
                "%d contributions to '%s' by %d segments",
                row.contributions().size(), row.target(), segments.size()));
      }
    }
  }

  /**
   * What speaks for one segment.
   *
   * @param target the segment's name
   * @param value t at the image: of its class, at its pixels
   * @param change {@code t(x) - t(x0)} from the baseline that the method compares with, zeros where
   *     it has none
   * @param contributions of each segment, in units of t; below 0 against it
   */
  public record Row(String target, double value, double change, List<Double> contributions) {
    public Row {
      contributions = List.copyOf(contributions);
    }

    /**
     * What of the change no segment has: what the method leaves out, what padding has, and where
     * segments are taken away one at a time what several do together.
     */
    public double rest() {
      return change - contributions.stream().mapToDouble(Double::doubleValue).sum();
    }
  }
}
