package org.pixelwhy.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.pixelwhy.spark.executor.Outcome;
import org.pixelwhy.spark.files.Store;
import org.pixelwhy.spark.result.ImageRecord;
import org.pixelwhy.study.output.NumberRow;

/**
 * The two tables of a batch, in Parquet, a folder and a file for each shard of images: one row for
 * each image, and one for each number.
 */
final class Tables {
  static final String IMAGES = "images";
  static final String NUMBERS = "numbers";

  private static final String SHARD = "shard";

  private static final StructType IMAGE_COLUMNS =
      new StructType(
          new StructField[] {
            column(SHARD, DataTypes.IntegerType, false),
            column("position", DataTypes.IntegerType, false),
            column("image", DataTypes.StringType, false),
            column("sha256", DataTypes.StringType, true),
            column("explained", DataTypes.BooleanType, false),
            column("reason", DataTypes.StringType, true),
            column("width", DataTypes.IntegerType, true),
            column("height", DataTypes.IntegerType, true),
            column("notes", DataTypes.createArrayType(DataTypes.StringType, false), true),
            column("warnings", DataTypes.createArrayType(DataTypes.StringType, false), true),
            column("failures", DataTypes.createArrayType(DataTypes.StringType, false), true),
            column("results", DataTypes.StringType, true),
            column("model", DataTypes.StringType, false),
            column("request", DataTypes.StringType, false),
            column("pixelwhy", DataTypes.StringType, true),
            column("onnxruntime", DataTypes.StringType, true),
            column("java", DataTypes.StringType, true)
          });

  private static final StructType NUMBER_COLUMNS =
      new StructType(
          new StructField[] {
            column(SHARD, DataTypes.IntegerType, false),
            column("position", DataTypes.IntegerType, false),
            column("image", DataTypes.StringType, false),
            column("target", DataTypes.StringType, false),
            column("method", DataTypes.StringType, false),
            column("layer", DataTypes.StringType, false),
            column("part", DataTypes.StringType, false),
            column("quantity", DataTypes.StringType, false),
            column("value", DataTypes.DoubleType, true)
          });

  private final SparkSession spark;
  private final Store store;

  Tables(SparkSession spark, Store store) {
    this.spark = spark;
    this.store = store;
  }

  private static StructField column(String name, DataType type, boolean nullable) {
    return new StructField(name, type, nullable, Metadata.empty());
  }

  /**
   * Writes both tables in the place of older ones.
   *
   * @param shards the outcomes in the order of the images, a partition for each shard
   * @param model SHA-256 of the model
   */
  void write(JavaRDD<Outcome> shards, Records records, String model) throws IOException {
    write(
        IMAGES,
        IMAGE_COLUMNS,
        shards,
        (shard, outcomes) -> rows(outcomes, outcome -> image(shard, outcome, records, model)));
    write(
        NUMBERS,
        NUMBER_COLUMNS,
        shards,
        (shard, outcomes) -> rows(outcomes, outcome -> numbers(shard, outcome, records)));
  }

  private void write(
      String name,
      StructType columns,
      JavaRDD<Outcome> shards,
      Function2<Integer, Iterator<Outcome>, Iterator<Row>> rows)
      throws IOException {
    org.apache.hadoop.fs.Path aside = store.aside();
    spark
        .createDataFrame(shards.mapPartitionsWithIndex(rows, true), columns)
        .write()
        .mode(SaveMode.ErrorIfExists)
        .partitionBy(SHARD)
        .parquet(aside.toString());
    store.replaceFolder(name, aside);
  }

  /** The rows of one outcome. */
  @FunctionalInterface
  private interface RowsOf {
    List<Row> rows(Outcome outcome) throws IOException;
  }

  private static Iterator<Row> rows(Iterator<Outcome> outcomes, RowsOf rows) throws IOException {
    List<Row> all = new ArrayList<>();
    while (outcomes.hasNext()) {
      all.addAll(rows.rows(outcomes.next()));
    }
    return all.iterator();
  }

  private static List<Row> image(int shard, Outcome outcome, Records records, String model)
      throws IOException {
    String sha256 = outcome.sha256().isEmpty() ? null : outcome.sha256();
    if (!outcome.explained()) {
      return List.of(
          RowFactory.create(
              shard,
              outcome.position(),
              outcome.uri(),
              sha256,
              false,
              outcome.reason(),
              null,
              null,
              null,
              null,
              null,
              null,
              model,
              records.request(),
              null,
              null,
              null));
    }
    ImageRecord record = records.of(outcome);
    return List.of(
        RowFactory.create(
            shard,
            outcome.position(),
            outcome.uri(),
            sha256,
            true,
            null,
            record.width(),
            record.height(),
            record.notes().toArray(),
            record.warnings().toArray(),
            record.failures().toArray(),
            records.name(outcome),
            model,
            records.request(),
            record.versions().get("pixelwhy"),
            record.versions().get("onnxruntime"),
            record.versions().get("java")));
  }

  private static List<Row> numbers(int shard, Outcome outcome, Records records) throws IOException {
    if (!outcome.explained()) {
      return List.of();
    }
    List<Row> rows = new ArrayList<>();
    for (NumberRow row : records.of(outcome).numbers()) {
      rows.add(
          RowFactory.create(
              shard,
              outcome.position(),
              outcome.uri(),
              row.target(),
              row.method(),
              row.layer(),
              row.part(),
              row.quantity(),
              Double.isNaN(row.value()) ? null : row.value()));
    }
    return rows;
  }
}
