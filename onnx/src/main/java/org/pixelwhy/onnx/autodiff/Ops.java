package org.pixelwhy.onnx.autodiff;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Appends nodes to a graph, one method per operator that rules use often.
 *
 * <p>Every method takes and returns names of tensors. Numbers given as {@code double} become
 * constants of the element type that this instance was made for.
 */
public final class Ops {
  private final GraphBuilder builder;
  private final DataType type;
  private final Map<Tensor, String> constants = new LinkedHashMap<>();

  public Ops(GraphBuilder builder, DataType type) {
    this.builder = builder;
    this.type = type;
  }

  /** The element type of numbers given as {@code double}. */
  public DataType type() {
    return type;
  }

  /** Appends any operator without attributes. */
  public String op(String op, String... inputs) {
    return builder.add(op, Arrays.asList(inputs), Map.of());
  }

  /** Appends any operator; attribute values are what {@link Attribute#from} takes. */
  public String op(String op, Map<String, ?> attributes, String... inputs) {
    return builder.add(op, Arrays.asList(inputs), convert(attributes));
  }

  /** Appends an operator of another domain than ONNX's own. */
  public String opOf(String domain, String op, Map<String, ?> attributes, String... inputs) {
    String output = builder.fresh(op);
    builder.add(
        new Node("", domain, op, Arrays.asList(inputs), List.of(output), convert(attributes)));
    return output;
  }

  /** Appends an operator with several outputs and returns their names. */
  public List<String> op(String op, Map<String, ?> attributes, List<String> inputs, int outputs) {
    String[] names = new String[outputs];
    for (int i = 0; i < outputs; i++) {
      names[i] = builder.fresh(op);
    }
    builder.add(Node.of(op, inputs, List.of(names), convert(attributes)));
    return List.of(names);
  }

  private static Map<String, Attribute> convert(Map<String, ?> attributes) {
    Map<String, Attribute> converted = new LinkedHashMap<>();
    attributes.forEach((name, value) -> converted.put(name, Attribute.from(value)));
    return converted;
  }

  /** A constant; equal small constants are stored once. */
  public String constant(Tensor value) {
    if (value.size() > 16) {
      return builder.constant("constant", value);
    }
    return constants.computeIfAbsent(value, small -> builder.constant("constant", small));
  }

  public String scalar(double value) {
    return constant(Tensor.scalar(type, value));
  }

  /** A vector of whole numbers, for axes, shapes and indices. */
  public String longs(long... values) {
    return constant(Tensor.vector(values));
  }

  /** A tensor of this shape filled with one number, made when the program runs. */
  public String filled(Shape shape, double value) {
    return op(
        "ConstantOfShape", Map.of("value", Tensor.filled(type, value, 1)), longs(shape.dims()));
  }

  public String add(String a, String b) {
    return op("Add", a, b);
  }

  public String sub(String a, String b) {
    return op("Sub", a, b);
  }

  public String mul(String a, String b) {
    return op("Mul", a, b);
  }

  public String div(String a, String b) {
    return op("Div", a, b);
  }

  public String neg(String a) {
    return op("Neg", a);
  }

  public String where(String condition, String yes, String no) {
    return op("Where", condition, yes, no);
  }

  /** A tensor where a condition holds, and zero elsewhere, whatever the tensor is there. */
  public String masked(String condition, String a) {
    return where(condition, a, scalar(0));
  }

  /** A tensor times a number. */
  public String scale(String a, double factor) {
    return factor == 1 ? a : mul(a, scalar(factor));
  }

  public String square(String a) {
    return mul(a, a);
  }

  public String cast(String a, DataType to) {
    return op("Cast", Map.of("to", to.code()), a);
  }

  /** A condition as numbers: 1 where it holds, 0 elsewhere. */
  public String indicator(String condition) {
    return cast(condition, type);
  }

  public String matmul(String a, String b) {
    return op("MatMul", a, b);
  }

  public String reshape(String a, Shape shape) {
    return op("Reshape", Map.of("allowzero", 1), a, longs(shape.dims()));
  }

  public String reshape(String a, long... dims) {
    return op("Reshape", a, longs(dims));
  }

  public String expand(String a, Shape shape) {
    return op("Expand", a, longs(shape.dims()));
  }

  public String transpose(String a, long... permutation) {
    return op("Transpose", Map.of("perm", permutation), a);
  }

  public String reduceSum(String a, boolean keepDims, long... axes) {
    return axes.length == 0
        ? a
        : op("ReduceSum", Map.of("keepdims", keepDims ? 1 : 0), a, longs(axes));
  }

  public String concat(long axis, List<String> parts) {
    return op("Concat", Map.of("axis", axis), parts.toArray(String[]::new));
  }

  /** Elements {@code starts} to {@code ends} (exclusive) of each of these axes, by these steps. */
  public String slice(String a, long[] starts, long[] ends, long[] axes, long[] steps) {
    return op("Slice", a, longs(starts), longs(ends), longs(axes), longs(steps));
  }

  public String slice(String a, long axis, long start, long end) {
    return op("Slice", a, longs(start), longs(end), longs(axis));
  }

  /** Zeros around a tensor: so many before and after it along each axis; fewer than 0 crops. */
  public String pad(String a, long[] before, long[] after) {
    long[] pads = Arrays.copyOf(before, before.length + after.length);
    System.arraycopy(after, 0, pads, before.length, after.length);
    return Arrays.stream(pads).allMatch(pad -> pad == 0) ? a : op("Pad", a, longs(pads));
  }

  /**
   * Zeros before and after a tensor of this rank along one axis; fewer than 0 crops.
   *
   * <p>Numbers for all axes rather than the input {@code axes}: ONNX Runtime moves a Transpose past
   * a Pad as if there were no such input.
   */
  public String pad(String a, int rank, int axis, long before, long after) {
    long[] first = new long[rank];
    long[] last = new long[rank];
    first[axis] = before;
    last[axis] = after;
    return pad(a, first, last);
  }

  /** A tensor in reverse order along these axes. */
  public String reverse(String a, long... axes) {
    long[] backward = new long[axes.length];
    Arrays.fill(backward, -1);
    long[] beforeFirst = new long[axes.length];
    Arrays.fill(beforeFirst, Long.MIN_VALUE);
    return axes.length == 0 ? a : slice(a, backward, beforeFirst, axes, backward);
  }

  /** The sum of one or more tensors of one shape. */
  public String sum(List<String> parts) {
    return switch (parts.size()) {
      case 1 -> parts.get(0);
      case 2 -> add(parts.get(0), parts.get(1));
      default -> op("Sum", parts.toArray(String[]::new));
    };
  }

  /**
   * Zeros of a shape with updates added along an axis at indices of the updates' shape.
   *
   * <p>ScatterElements, although ScatterND would need fewer indices: on several threads, ONNX
   * Runtime's ScatterND loses updates where indices repeat.
   */
  public String scatterAdd(Shape shape, String indices, String updates, long axis) {
    return op(
        "ScatterElements",
        Map.of("axis", axis, "reduction", "add"),
        filled(shape, 0),
        indices,
        updates);
  }

  /** The sum of a tensor over whatever was broadcast to get from one shape to the other. */
  public String sumTo(String a, Shape from, Shape to) {
    if (from.equals(to)) {
      return a;
    }
    int lead = from.rank() - to.rank();
    long[] axes =
        IntStream.range(0, from.rank())
            .filter(i -> i < lead || to.dim(i - lead) == 1 && from.dim(i) != 1)
            .asLongStream()
            .toArray();
    String sum = reduceSum(a, true, axes);
    return lead == 0 ? sum : reshape(sum, to);
  }
}
