package org.pixelwhy.onnx.format;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * Holds the nodes of a file to the standard as far as everything that reads them relies on it: how
 * many inputs and outputs an operator takes, and that sizes in attributes are positive.
 */
final class NodeCheck {
  /** Each of these counts or measures something that cannot be absent. */
  private static final List<String> POSITIVE =
      List.of("kernel_shape", "strides", "dilations", "group", "blocksize", "num_heads");

  private static final int MOST_IN_KERNEL = 1 << 20;

  private final Map<String, Arity> arities = arities();

  /** How many inputs and outputs an operator takes. */
  private record Arity(int leastInputs, int mostInputs, int leastOutputs, int mostOutputs) {
    static Arity parse(String[] row) {
      return new Arity(number(row[1]), number(row[2]), number(row[3]), number(row[4]));
    }

    private static int number(String text) {
      return text.equals("*") ? Integer.MAX_VALUE : Integer.parseInt(text);
    }
  }

  /**
   * Refuses nodes that no operator of the standard allows.
   *
   * @throws InputException if there is one
   */
  static void require(Graph graph) {
    new NodeCheck().visit(graph);
  }

  private void visit(Graph graph) {
    for (Node node : graph.nodes()) {
      requireCounts(node);
      POSITIVE.forEach(attribute -> requirePositive(node, attribute));
      node.bodies().forEach(this::visit);
    }
  }

  private void requireCounts(Node node) {
    Arity arity = node.domain().isEmpty() ? arities.get(node.op()) : null;
    if (arity != null) {
      require(node, "inputs", given(node.inputs()), arity.leastInputs(), arity.mostInputs());
      require(node, "outputs", given(node.outputs()), arity.leastOutputs(), arity.mostOutputs());
    }
  }

  /** Names left empty at the end stand for nothing. */
  private static int given(List<String> names) {
    int count = names.size();
    while (count > 0 && names.get(count - 1).isEmpty()) {
      count--;
    }
    return count;
  }

  private static void require(Node node, String what, int found, int least, int most) {
    if (found < least || found > most) {
      String range = most == Integer.MAX_VALUE ? least + " or more" : least + " to " + most;
      throw new InputException(
          Text.format(
              "%s has %d %s, its operator takes %s; the file is damaged, export the model again",
              node, found, what, range));
    }
  }

  private static void requirePositive(Node node, String attribute) {
    long product = 1;
    for (long value : values(node, attribute)) {
      product = value < 1 || value > MOST_IN_KERNEL ? -1 : product * value;
      if (product < 1 || product > MOST_IN_KERNEL && attribute.equals("kernel_shape")) {
        throw new InputException(
            Text.format(
                "%s has '%s' with %d in it, expected 1 to %d (and no more in all); export the model"
                    + " again",
                node, attribute, value, MOST_IN_KERNEL));
      }
      product = attribute.equals("kernel_shape") ? product : 1;
    }
  }

  private static long[] values(Node node, String attribute) {
    if (node.attributes().get(attribute) instanceof Attribute.IntValue one) {
      return new long[] {one.value()};
    }
    return node.intsAttribute(attribute).orElse(new long[0]);
  }

  private static Map<String, Arity> arities() {
    try (BufferedReader table =
        new BufferedReader(
            new InputStreamReader(
                NodeCheck.class.getResourceAsStream("arity.tsv"), StandardCharsets.UTF_8))) {
      return table
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .collect(Collectors.toMap(row -> row[0], Arity::parse));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
