package org.pixelwhy.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixelwhy.tensor.Text;

/**
 * What came out of an epoch.
 *
 * @param epoch number, from 1
 * @param learningRate that of the last step
 * @param measures by name: {@link #LOSS} and its parts, means over the training images, each taken
 *     before the step that it served; then what the {@link TrainingTask} measures on images that
 *     are not learned from
 */
public record EpochResult(int epoch, double learningRate, Map<String, Double> measures) {
  /** What training minimises. */
  public static final String LOSS = "loss";

  private static final List<String> FIRST = List.of("epoch", "learning rate");

  public EpochResult {
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
  }

  public double loss() {
    return measure(LOSS);
  }

  /**
   * One of the measures.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public double measure(String name) {
    Double value = measures.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          Text.format("an epoch has no '%s', it has %s", name, measures.keySet()));
    }
    return value;
  }

  /** Names of the columns of {@link #cells}. */
  public List<String> columns() {
    return Stream.concat(FIRST.stream(), measures.keySet().stream()).toList();
  }

  /** The numbers as texts that give the same numbers back. */
  public List<String> cells() {
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(epoch));
    cells.add(Double.toString(learningRate));
    measures.values().forEach(value -> cells.add(value.toString()));
    return cells;
  }

  /** Epochs as the lines of a CSV file, such that {@link #parse} gives the same ones. */
  public static String table(List<EpochResult> history) {
    return Stream.concat(
            history.stream().limit(1).map(EpochResult::columns),
            history.stream().map(EpochResult::cells))
        .map(row -> String.join(",", row))
        .collect(Collectors.joining("\n"));
  }

  /**
   * The epochs of a {@link #table}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static List<EpochResult> parse(String table) {
    List<String> rows = table.lines().toList();
    if (rows.isEmpty()) {
      return List.of();
    }
    List<String> columns = List.of(rows.get(0).split(","));
    if (columns.size() < FIRST.size() || !columns.subList(0, FIRST.size()).equals(FIRST)) {
      throw new IllegalArgumentException("a table of epochs begins with " + FIRST);
    }
    return rows.stream().skip(1).map(row -> parse(columns, row.split(","))).toList();
  }

  private static EpochResult parse(List<String> columns, String[] cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(Text.format("a row needs %d cells", columns.size()));
    }
    Map<String, Double> measures = new LinkedHashMap<>();
    for (int i = FIRST.size(); i < cells.length; i++) {
      measures.put(columns.get(i), Double.valueOf(cells[i]));
    }
    return new EpochResult(Integer.parseInt(cells[0]), Double.parseDouble(cells[1]), measures);
  }
}
