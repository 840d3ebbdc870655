package org.pixelwhy.study.reproduction;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.study.dream.Ends;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * A dream as the table of an analysis has it.
 *
 * @param network its name there
 * @param dream its number there
 * @param columns numbers by step, NaN where undefined, by what they are
 */
public record DreamCurve(String network, int dream, Map<String, List<Double>> columns) {
  private static final String NORMALISED = "normalised ";

  public DreamCurve {
    columns = Map.copyOf(columns);
  }

  /**
   * All dreams of a {@code curves.csv}.
   *
   * @throws InputException if it is missing or damaged
   */
  public static List<DreamCurve> read(Path csv) {
    Map<String, DreamCurve> dreams = new LinkedHashMap<>();
    CsvSchema schema = CsvSchema.emptySchema().withHeader();
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper().readerForMapOf(String.class).with(schema).readValues(csv.toFile())) {
      while (rows.hasNext()) {
        Map<String, String> row = new LinkedHashMap<>(rows.next());
        String network = row.remove("network");
        int number = Integer.parseInt(row.remove("dream"));
        DreamCurve curve =
            dreams.computeIfAbsent(
                number + " " + network, key -> empty(network, number, row.keySet()));
        row.forEach((name, text) -> curve.columns.get(name).add(number(text)));
      }
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw new InputException(csv + ": is no table of dreams; remove its folder and go on", e);
    }
    return List.copyOf(dreams.values());
  }

  private static DreamCurve empty(String network, int number, Iterable<String> names) {
    Map<String, List<Double>> columns = new LinkedHashMap<>();
    names.forEach(name -> columns.put(name, new ArrayList<>()));
    return new DreamCurve(network, number, columns);
  }

  private static double number(String text) {
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  /** A column. */
  public double[] of(String name) {
    List<Double> values = columns.get(name);
    if (values == null) {
      throw new InputException(Text.format("the dream of %s has no column '%s'", network, name));
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** A feature in standard deviations of the reference. */
  public double[] normalised(String feature) {
    return of(NORMALISED + feature);
  }

  /** Where a feature begins, at the first mask, and where it ends. */
  public Ends ends(String feature) {
    return Ends.of(of(feature));
  }

  /** The same in standard deviations of the reference. */
  public Ends normalisedEnds(String feature) {
    return Ends.of(normalised(feature));
  }

  /** How many steps were taken. */
  public int steps() {
    return columns.get("step").size() - 1;
  }

  /** Pixels of the mask in the end. */
  public int area() {
    double[] area = of("area");
    return (int) area[area.length - 1];
  }
}
