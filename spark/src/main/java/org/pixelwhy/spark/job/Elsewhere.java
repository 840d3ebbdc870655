package org.pixelwhy.spark.job;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.pixelwhy.spark.files.Store;
import org.pixelwhy.spark.result.ImageRecord;
import org.pixelwhy.study.output.CsvTable;

/** The images in which the network looks elsewhere than at the segment and its surroundings. */
final class Elsewhere {
  /** A map of which more than this share lies outside is listed. */
  static final double MORE_THAN = 0.5;

  /** The worst are listed; all are in the table of numbers. */
  static final int MOST = 1000;

  private Elsewhere() {}

  /** The list as a table (RFC 4180), the worst first. */
  static String csv(SparkSession spark, Store store) {
    List<Row> worst =
        spark
            .read()
            .parquet(store.uri(Tables.NUMBERS))
            .where(
                functions
                    .col("quantity")
                    .equalTo(ImageRecord.OUTSIDE)
                    .and(functions.col("value").gt(MORE_THAN)))
            .orderBy(
                functions.col("value").desc(),
                functions.col("position"),
                functions.col("target"),
                functions.col("method"),
                functions.col("layer"),
                functions.col("part"))
            .select("image", "target", "method", "layer", "part", "value")
            .takeAsList(MOST);
    return CsvTable.text(
        List.of("image", "target", "method", "layer", "part", "share outside"),
        table -> {
          for (Row row : worst) {
            table.row(
                IntStream.range(0, row.size()).mapToObj(i -> String.valueOf(row.get(i))).toList());
          }
        });
  }
}
