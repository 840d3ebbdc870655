package org.pixelwhy.spark;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.sql.SparkSession;

/** Reads tables in a process of its own: Spark does not run with the libraries of this one. */
final class TableDump {
  private TableDump() {}

  /** Writes each of the tables, a folder, as JSON lines beside it. */
  public static void main(String[] folders) throws IOException {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.log.level", "ERROR")
            .getOrCreate()) {
      for (String folder : folders) {
        List<String> rows =
            spark.read().parquet(folder).orderBy("position").toJSON().collectAsList();
        Files.write(file(Path.of(folder)), rows);
      }
    }
  }

  private static Path file(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".jsonl");
  }

  /** The rows of each of the tables. */
  static List<List<String>> rows(Path... folders) throws IOException {
    String jars = System.getProperty("pixelwhy.spark.home") + File.separator + "jars/*";
    List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(
        List.of(
            "-Xmx512m",
            "-cp",
            jars + File.pathSeparator + "target/test-classes",
            TableDump.class.getName()));
    List.of(folders).forEach(folder -> command.add(folder.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError(output);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    List<List<String>> rows = new ArrayList<>();
    for (Path folder : folders) {
      rows.add(Files.readAllLines(file(folder)));
    }
    return rows;
  }
}
