package org.pixelwhy.onnx.raise;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * A tensor less its mean, divided by its standard deviation, over some axes: {@code (x - mean(x)) /
 * sqrt(mean((x - mean(x))^2) + epsilon)}.
 *
 * @param axes sorted, from 0
 */
record Standardized(String x, long[] axes, double epsilon) {
  /** The mean square that a deviation is the root of. */
  private record MeanSquare(String of, long[] axes, double epsilon) {}

  /** What a tensor is, if it is that. */
  static Optional<Standardized> of(String tensor, Rewriting graph) {
    Optional<Node> node = graph.producer(tensor);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    String a = node.get().input(0);
    String b = node.get().input(1);
    return switch (node.get().op()) {
      case "Div" -> deviation(b, graph).flatMap(square -> centred(a, square, graph));
      case "Mul" ->
          inverse(b, graph)
              .flatMap(square -> centred(a, square, graph))
              .or(() -> inverse(a, graph).flatMap(square -> centred(b, square, graph)));
      default -> Optional.empty();
    };
  }

  private static Optional<Standardized> centred(String tensor, MeanSquare square, Rewriting graph) {
    Optional<Node> difference = graph.producer(tensor, "Sub");
    boolean same =
        difference.isPresent()
            && (tensor.equals(square.of())
                || graph
                    .producer(square.of(), "Sub")
                    .filter(other -> isSame(other, difference.get(), graph))
                    .isPresent());
    if (!same) {
      return Optional.empty();
    }
    String x = difference.get().input(0);
    return mean(difference.get().input(1), graph)
        .filter(mean -> mean.of().equals(x) && Arrays.equals(mean.axes(), square.axes()))
        .map(mean -> new Standardized(x, mean.axes(), square.epsilon()));
  }

  /** Some exporters write the mean and the difference twice. */
  private static boolean isSame(Node a, Node b, Rewriting graph) {
    if (!a.input(0).equals(b.input(0))) {
      return false;
    }
    Optional<MeanSquare> first = mean(a.input(1), graph);
    Optional<MeanSquare> second = mean(b.input(1), graph);
    return first.isPresent()
        && second.isPresent()
        && first.get().of().equals(second.get().of())
        && Arrays.equals(first.get().axes(), second.get().axes());
  }

  /** 1 / sqrt(mean square + epsilon). */
  private static Optional<MeanSquare> inverse(String tensor, Rewriting graph) {
    Optional<Node> node = graph.producer(tensor);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    return switch (node.get().op()) {
      case "Reciprocal" -> deviation(node.get().input(0), graph);
      case "Div" ->
          is(node.get().input(0), 1, graph)
              ? deviation(node.get().input(1), graph)
              : Optional.empty();
      case "Pow" ->
          is(node.get().input(1), -0.5, graph)
              ? meanSquare(node.get().input(0), graph)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** sqrt(mean square + epsilon). */
  private static Optional<MeanSquare> deviation(String tensor, Rewriting graph) {
    Optional<Node> node = graph.producer(tensor);
    boolean root =
        node.isPresent()
            && (node.get().op().equals("Sqrt")
                || node.get().op().equals("Pow") && is(node.get().input(1), 0.5, graph));
    return root ? meanSquare(node.get().input(0), graph) : Optional.empty();
  }

  private static Optional<MeanSquare> meanSquare(String tensor, Rewriting graph) {
    Optional<Node> sum = graph.producer(tensor, "Add");
    for (int i = 0; i < 2 && sum.isPresent(); i++) {
      OptionalDouble epsilon = graph.number(sum.get().input(i));
      Optional<MeanSquare> mean = mean(sum.get().input(1 - i), graph);
      if (epsilon.isPresent() && mean.isPresent()) {
        return square(mean.get().of(), graph)
            .map(of -> new MeanSquare(of, mean.get().axes(), epsilon.getAsDouble()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> square(String tensor, Rewriting graph) {
    return graph
        .producer(tensor)
        .filter(
            node ->
                node.op().equals("Pow") && is(node.input(1), 2, graph)
                    || node.op().equals("Mul") && node.input(0).equals(node.input(1)))
        .map(node -> node.input(0));
  }

  private static boolean is(String tensor, double number, Rewriting graph) {
    OptionalDouble found = graph.number(tensor);
    return found.isPresent() && found.getAsDouble() == number;
  }

  /** The mean of a tensor, with the axes it is taken over kept as ones. */
  private static Optional<MeanSquare> mean(String tensor, Rewriting graph) {
    Optional<Node> node = graph.producer(tensor);
    Optional<Shape> shape = node.flatMap(mean -> graph.shape(mean.input(0)));
    if (shape.isEmpty()) {
      return Optional.empty();
    }
    int rank = shape.get().rank();
    String of = node.get().input(0);
    if (node.get().op().equals("GlobalAveragePool")) {
      return Optional.of(new MeanSquare(of, LongStream.range(2, rank).toArray(), 0));
    }
    if (!node.get().op().equals("ReduceMean") || node.get().intAttribute("keepdims", 1) != 1) {
      return Optional.empty();
    }
    Optional<Tensor> axes = graph.constant(node.get().input(1));
    return axes.map(
        given ->
            new MeanSquare(
                of,
                LongStream.of(given.toLongs())
                    .map(axis -> shape.get().axis(axis))
                    .sorted()
                    .toArray(),
                0));
  }
}
