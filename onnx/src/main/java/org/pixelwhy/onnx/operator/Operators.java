package org.pixelwhy.onnx.operator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.operator.Operator.Gradient;
import org.pixelwhy.onnx.operator.Operator.Opsets;
import org.pixelwhy.onnx.operator.Operator.Passage;

/**
 * The table of operators, {@code operators.txt}: what every operator of the ONNX standard is. Lists
 * of operators anywhere else are queries of it.
 */
public final class Operators {
  private static final int COLUMNS = 8;
  private static final Map<String, Operator> TABLE = read();

  private Operators() {}

  /** All operators, by name. */
  public static Collection<Operator> all() {
    return TABLE.values();
  }

  /** What a node's operator is; empty for one that is neither of the standard nor known. */
  public static Optional<Operator> of(Node node) {
    return named(node.qualifiedOp());
  }

  /** The operator of a name, its domain before it. */
  public static Optional<Operator> named(String qualifiedOp) {
    return Optional.ofNullable(TABLE.get(qualifiedOp));
  }

  /** The names of those of which something holds, sorted. */
  public static Set<String> where(Predicate<Operator> holds) {
    return TABLE.values().stream()
        .filter(holds)
        .map(Operator::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether something holds of a node's operator; false for one that is not known. */
  public static boolean is(Node node, Predicate<Operator> holds) {
    return of(node).filter(holds).isPresent();
  }

  /** Whether a node's operator is of one of these kinds; false for one that is not known. */
  public static boolean is(Node node, Kind... kinds) {
    return is(node, operator -> operator.is(kinds));
  }

  /** Whether all of this holds of a node's operator; false for one that is not known. */
  public static boolean is(Node node, Trait... traits) {
    return is(node, operator -> operator.is(traits));
  }

  private static Map<String, Operator> read() {
    Map<String, Operator> table = new TreeMap<>();
    text()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Operators::row)
        .forEach(
            operator -> {
              if (table.put(operator.name(), operator) != null) {
                throw new IllegalStateException("two rows for operator " + operator.name());
              }
            });
    return Collections.unmodifiableMap(table);
  }

  private static String text() {
    try (InputStream table = Operators.class.getResourceAsStream("operators.txt")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the table of operators", e);
    }
  }

  private static Operator row(String line) {
    String[] cells = line.split("\\|", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalStateException("expected " + COLUMNS + " cells, found: " + line);
    }
    for (int i = 0; i < COLUMNS; i++) {
      cells[i] = cells[i].strip().replaceAll("^-$", "");
    }
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    words(cells[5]).forEach(word -> traits.add(constant(Trait.class, word)));
    String[] inputs = cells[6].split("/", -1);
    return new Operator(
        cells[0],
        constant(Kind.class, cells[1]),
        opsets(cells[2]),
        constant(Extent.class, cells[3]),
        constant(Zero.class, cells[4]),
        traits,
        numbers(inputs[0]),
        inputs.length > 1 ? numbers(inputs[1]) : List.of(),
        gradient(cells[7]));
  }

  private static Opsets opsets(String cell) {
    if (cell.equals("runtime")) {
      return new Opsets(1, Long.MAX_VALUE);
    }
    String[] ends = cell.split("-");
    return new Opsets(
        Long.parseLong(ends[0]), ends.length > 1 ? Long.parseLong(ends[1]) : Long.MAX_VALUE);
  }

  private static Gradient gradient(String cell) {
    String[] parts = cell.split(" ", 2);
    return new Gradient(constant(Passage.class, parts[0]), parts.length > 1 ? parts[1] : "");
  }

  private static List<Integer> numbers(String cell) {
    return words(cell).stream().map(Integer::valueOf).toList();
  }

  private static List<String> words(String cell) {
    return cell.isBlank() ? List.of() : List.of(cell.strip().split(" +"));
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
