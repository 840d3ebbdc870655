package org.pixelwhy.onnx.raise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.pixelwhy.onnx.graph.Node;

/** What a part of a graph makes of single numbers. */
final class ScalarFunction {
  private static final Set<String> OPERATORS =
      Set.of(
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Pow",
          "Neg",
          "Abs",
          "Exp",
          "Log",
          "Sqrt",
          "Reciprocal",
          "Erf",
          "Tanh",
          "Sigmoid",
          "HardSigmoid",
          "Softplus",
          "Relu",
          "Clip",
          "Max",
          "Min",
          "Identity");

  private static final double WIDEST = 8;
  private static final int PLACES = 128;
  private static final double[] FIRST = {-200, -1.3, 0.7, 7.1};

  /** Exporters round constants such as the root of 2 to float, and some to five digits. */
  private static final double TOLERANCE = 2e-5;

  private final String source;
  private final String result;
  private final List<Node> nodes;
  private final Rewriting graph;
  private final double[] first;

  /**
   * @param inside the part, each node before those that it reads
   */
  ScalarFunction(String source, String result, Set<Node> inside, Rewriting graph) {
    this.source = source;
    this.result = result;
    this.nodes = new ArrayList<>(inside);
    Collections.reverse(nodes);
    this.graph = graph;
    this.first = DoubleStream.of(FIRST).map(this::at).toArray();
  }

  static boolean knows(Node node) {
    return OPERATORS.contains(node.op());
  }

  /**
   * Whether the values are those of an activation: closely from -8 to 8, and far outside. Nearly
   * every other function differs at the first places already, and those are evaluated once.
   */
  boolean equals(KnownActivation known) {
    for (int i = 0; i < FIRST.length; i++) {
      if (!isClose(first[i], known.at(FIRST[i]))) {
        return false;
      }
    }
    for (int i = 0; i < PLACES; i++) {
      if (!equals(known, -WIDEST + (i + 0.37) * 2 * WIDEST / PLACES)) {
        return false;
      }
    }
    return DoubleStream.of(15, 30, 80, 200, 600)
        .allMatch(x -> equals(known, x) && equals(known, -x));
  }

  private boolean equals(KnownActivation known, double x) {
    return isClose(at(x), known.at(x));
  }

  private static boolean isClose(double value, double expected) {
    return Math.abs(value - expected) <= TOLERANCE * (1 + Math.abs(expected));
  }

  private double at(double x) {
    Map<String, Double> values = new HashMap<>();
    values.put(source, x);
    for (Node node : nodes) {
      values.put(node.output(0), apply(node, values));
    }
    return values.get(result);
  }

  private double apply(Node node, Map<String, Double> values) {
    double a = value(node, 0, values, 0);
    return switch (node.op()) {
      case "Add" -> a + value(node, 1, values, 0);
      case "Sub" -> a - value(node, 1, values, 0);
      case "Mul" -> a * value(node, 1, values, 1);
      case "Div" -> a / value(node, 1, values, 1);
      case "Pow" -> Math.pow(a, value(node, 1, values, 1));
      case "Neg" -> -a;
      case "Abs" -> Math.abs(a);
      case "Exp" -> Math.exp(a);
      case "Log" -> Math.log(a);
      case "Sqrt" -> Math.sqrt(a);
      case "Reciprocal" -> 1 / a;
      case "Erf" -> erf(a);
      case "Tanh" -> Math.tanh(a);
      case "Sigmoid" -> 1 / (1 + Math.exp(-a));
      case "HardSigmoid" -> {
        double slope = node.floatAttribute("alpha", 0.2f);
        yield Math.max(0, Math.min(1, slope * a + node.floatAttribute("beta", 0.5f)));
      }
      case "Softplus" -> Math.log1p(Math.exp(a));
      case "Relu" -> Math.max(0, a);
      case "Clip" ->
          Math.min(
              Math.max(a, value(node, 1, values, Double.NEGATIVE_INFINITY)),
              value(node, 2, values, Double.POSITIVE_INFINITY));
      case "Max" -> Math.max(a, value(node, 1, values, a));
      case "Min" -> Math.min(a, value(node, 1, values, a));
      default -> node.inputs().size() == 1 ? a : Double.NaN;
    };
  }

  private double value(Node node, int i, Map<String, Double> values, double otherwise) {
    if (!node.hasInput(i)) {
      return otherwise;
    }
    Double value = values.get(node.input(i));
    return value == null ? graph.number(node.input(i)).orElse(Double.NaN) : value;
  }

  /**
   * The error function to 1.5e-7. Abramowitz, Stegun: Handbook of Mathematical Functions, 7.1.26.
   */
  static double erf(double x) {
    double t = 1 / (1 + 0.3275911 * Math.abs(x));
    double series =
        t
            * (0.254829592
                + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return Math.signum(x) * (1 - series * Math.exp(-x * x));
  }
}
