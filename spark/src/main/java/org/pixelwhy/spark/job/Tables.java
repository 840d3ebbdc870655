package org.pixelwhy.spark.job;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
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
            column("id", DataTypes.StringType, true),
            column("mask", DataTypes.StringType, true),
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
   * @param model SHA-256 of the model
   */
  void write(JavaRDD<Digest> shards, Records records, String model) throws IOException {
    write(IMAGES, IMAGE_COLUMNS, shards, (shard, kept) -> image(shard, kept, records, model));
    write(NUMBERS, NUMBER_COLUMNS, shards, Tables::numbers);
  }

  /** The rows of one image. */
  @FunctionalInterface
  private interface RowsOf extends Serializable {
    List<Row> rows(int shard, Digest.Kept image) throws IOException;
  }

  private void write(String name, StructType columns, JavaRDD<Digest> shards, RowsOf rows)
      throws IOException {
    org.apache.hadoop.fs.Path aside = store.aside();
    spark
        .createDataFrame(shards.flatMap(digest -> rows(digest, rows)), columns)
        .write()
        .mode(SaveMode.ErrorIfExists)
        .partitionBy(SHARD)
        .parquet(aside.toString());
    store.replaceFolder(name, aside);
  }

  private static Iterator<Row> rows(Digest digest, RowsOf rows) throws IOException {
    List<Row> all = new ArrayList<>();
    for (Digest.Kept image : digest.images()) {
      all.addAll(rows.rows(digest.shard(), image));
    }
    return all.iterator();
  }

  private static List<Row> image(int shard, Digest.Kept image, Records records, String model)
      throws IOException {
    Outcome outcome = image.outcome();
    if (!outcome.explained()) {
      return List.of(
          RowFactory.create(
              shard,
              outcome.position(),
              outcome.name(),
              known(outcome.content().sha256()),
              known(outcome.own().id()),
              known(outcome.own().mask()),
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
    ImageRecord record = image.record();
    return List.of(
        RowFactory.create(
            shard,
            outcome.position(),
            outcome.name(),
            known(outcome.content().sha256()),
            known(outcome.own().id()),
            known(outcome.own().mask()),
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

  /** What is not said is null. */
  private static String known(String text) {
    return text.isEmpty() ? null : text;
  }

  private static List<Row> numbers(int shard, Digest.Kept image) throws IOException {
    if (!image.explained()) {
      return List.of();
    }
    Outcome outcome = image.outcome();
    List<Row> rows = new ArrayList<>();
    for (NumberRow row : image.record().numbers()) {
      rows.add(
          RowFactory.create(
              shard,
              outcome.position(),
              outcome.name(),
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
