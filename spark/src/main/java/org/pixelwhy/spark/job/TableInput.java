package org.pixelwhy.spark.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.pixelwhy.catalogue.TargetCatalogue;
import org.pixelwhy.spark.files.ImageItem;
import org.pixelwhy.spark.files.ImageList;
import org.pixelwhy.tensor.InputException;

/**
 * Images from a table: CSV with a head, or Parquet. Column {@code path} names an image, or slices
 * as {@code ct.nii.gz:axial,20}; {@code mask}, {@code target} (or {@code class}) and {@code id} may
 * say more of it; further columns are left alone. Paths that are relative start at the table's
 * folder. Rows are taken in the order of their paths, since a table has no order of its own.
 */
final class TableInput {
  private static final String PATH = "path";
  private static final String MASK = "mask";
  private static final String TARGET = "target";
  private static final String CLASS = "class";
  private static final String ID = "id";
  private static final List<String> KNOWN = List.of(PATH, MASK, TARGET, CLASS, ID);

  private final SparkSession spark;
  private final String uri;
  private final Path folder;

  private TableInput(SparkSession spark, String uri, Path folder) {
    this.spark = spark;
    this.uri = uri;
    this.folder = folder;
  }

  /** Whether a URI names a table, by its ending. */
  static boolean is(String uri) {
    return isCsv(uri) || uri.toLowerCase(Locale.ROOT).replaceAll("/+$", "").endsWith(".parquet");
  }

  private static boolean isCsv(String uri) {
    return uri.toLowerCase(Locale.ROOT).endsWith(".csv");
  }

  /**
   * The images of a table.
   *
   * @throws InputException if there is no such table, it names no image, or a row cannot be used
   */
  static List<ImageItem> read(SparkSession spark, String uri) {
    TableInput table = new TableInput(spark, uri, folder(uri, spark));
    List<ImageItem> images = new ArrayList<>();
    Set<String> targets = new HashSet<>();
    for (Row row : table.rows()) {
      ImageItem item = table.item(row);
      if (targets.add(item.own().target())) {
        table.requireTarget(item);
      }
      images.add(item);
    }
    if (images.isEmpty()) {
      throw new InputException(uri + ": the table has no row");
    }
    images.sort(ImageList.order());
    return images;
  }

  private static Path folder(String uri, SparkSession spark) {
    try {
      Path path = new Path(uri);
      return path.getFileSystem(spark.sparkContext().hadoopConfiguration())
          .makeQualified(path)
          .getParent();
    } catch (IOException e) {
      throw new InputException(uri + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private List<Row> rows() {
    try {
      Dataset<Row> table =
          isCsv(uri)
              ? spark
                  .read()
                  .option("header", "true")
                  .option("quote", "\"")
                  .option("escape", "\"")
                  .option("multiLine", "true")
                  .csv(uri)
              : spark.read().parquet(uri);
      return table.select(columns(table)).collectAsList();
    } catch (Exception e) {
      if (e instanceof InputException told) {
        throw told;
      } else if (e instanceof AnalysisException) {
        throw new InputException(uri + ": cannot be read: " + firstLine(e), e);
      }
      throw e;
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** The known columns as texts, null where the table has none. */
  private Column[] columns(Dataset<Row> table) {
    Map<String, String> present = new HashMap<>();
    for (String column : table.columns()) {
      present.putIfAbsent(column.strip().toLowerCase(Locale.ROOT), column);
    }
    if (!present.containsKey(PATH)) {
      throw new InputException(
          uri + ": there is no column 'path', only " + String.join(", ", table.columns()));
    } else if (present.containsKey(TARGET) && present.containsKey(CLASS)) {
      throw new InputException(uri + ": has columns 'target' and 'class'; one of them is enough");
    }
    return KNOWN.stream()
        .map(
            name ->
                present.containsKey(name)
                    ? table.col("`" + present.get(name).replace("`", "``") + "`")
                    : functions.lit(null))
        .map(column -> column.cast("string"))
        .toArray(Column[]::new);
  }

  private ImageItem item(Row row) {
    String[] cells = new String[KNOWN.size()];
    Arrays.setAll(cells, i -> row.isNullAt(i) ? "" : row.getString(i).strip());
    String path = cells[KNOWN.indexOf(PATH)];
    if (path.isEmpty()) {
      throw new InputException(uri + ": a row has no path");
    }
    String mask = cells[KNOWN.indexOf(MASK)];
    String label = cells[KNOWN.indexOf(CLASS)];
    return ImageList.item(
        path,
        folder,
        new ImageItem.Own(
            cells[KNOWN.indexOf(ID)],
            mask.isEmpty() ? "" : new Path(folder, mask).toString(),
            label.isEmpty() ? cells[KNOWN.indexOf(TARGET)] : "class:" + label));
  }

  private void requireTarget(ImageItem item) {
    String target = item.own().target();
    if (target.isEmpty()) {
      return;
    }
    try {
      TargetCatalogue.parse(target)
          .moved(
              file -> {
                throw new InputException("names the file " + file + ", which is in no table");
              });
    } catch (InputException e) {
      throw new InputException(
          uri + ": " + item.name() + ": target '" + target + "': " + e.getMessage(), e);
    }
  }
}
