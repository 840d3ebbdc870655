package org.pixelwhy.onnx.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.TensorType;

/**
 * A declared input or output of a graph.
 *
 * @param name the tensor's name
 * @param type its element type; empty where the file leaves it open (outputs only)
 * @param dims its extents; empty where even the rank is open
 */
public record Value(String name, Optional<DataType> type, Optional<List<Dimension>> dims) {
  public Value {
    dims = dims.map(List::copyOf);
  }

  /** A value of known type and shape. */
  public static Value of(String name, DataType type, long... dims) {
    return new Value(
        name,
        Optional.of(type),
        Optional.of(Arrays.stream(Shape.of(dims).dims()).mapToObj(Dimension::of).toList()));
  }

  /** A value of known type and shape. */
  public static Value of(String name, TensorType type) {
    return of(name, type.type(), type.shape().dims());
  }

  /**
   * Images of any number and size, {@code [batch,channels,height,width]}.
   *
   * @param channels their number, or what it is called
   */
  public static Value planes(String name, Dimension channels) {
    return new Value(
        name,
        Optional.of(DataType.FLOAT),
        Optional.of(
            List.of(
                Dimension.symbol("batch"),
                channels,
                Dimension.symbol("height"),
                Dimension.symbol("width"))));
  }

  /** A value of which only the name is declared; the runtime infers the rest. */
  public static Value untyped(String name) {
    return new Value(name, Optional.empty(), Optional.empty());
  }

  /** The shape, if all its extents are fixed. */
  public Optional<Shape> fixedShape() {
    return dims.filter(list -> list.stream().allMatch(Dimension::isFixed))
        .map(list -> Shape.of(list.stream().mapToLong(Dimension::extent).toArray()));
  }

  /** For example {@code image float[batch,3,256,256]}. */
  @Override
  public String toString() {
    String shape =
        dims.map(
                list ->
                    list.stream()
                        .map(Dimension::toString)
                        .collect(Collectors.joining(",", "[", "]")))
            .orElse("[...]");
    return name + " " + type.map(DataType::toString).orElse("?") + shape;
  }
}
