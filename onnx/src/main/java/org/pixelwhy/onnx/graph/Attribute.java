package org.pixelwhy.onnx.graph;

import java.util.Arrays;
import java.util.List;
import org.pixelwhy.tensor.Tensor;

/** The value of a node's attribute. Immutable. */
public sealed interface Attribute {

  record IntValue(long value) implements Attribute {}

  record FloatValue(float value) implements Attribute {}

  record StringValue(String value) implements Attribute {}

  record TensorValue(Tensor value) implements Attribute {}

  record GraphValue(Graph value) implements Attribute {}

  record Ints(List<Long> values) implements Attribute {
    public Ints {
      values = List.copyOf(values);
    }

    /** The values as a new array. */
    public long[] toArray() {
      return values.stream().mapToLong(Long::longValue).toArray();
    }
  }

  record Floats(List<Float> values) implements Attribute {
    public Floats {
      values = List.copyOf(values);
    }
  }

  record Strings(List<String> values) implements Attribute {
    public Strings {
      values = List.copyOf(values);
    }
  }

  record Graphs(List<Graph> values) implements Attribute {
    public Graphs {
      values = List.copyOf(values);
    }
  }

  /** The name of an attribute of the enclosing function, until the function is inlined. */
  record Reference(String name) implements Attribute {}

  static Attribute of(long value) {
    return new IntValue(value);
  }

  static Attribute of(float value) {
    return new FloatValue(value);
  }

  static Attribute of(String value) {
    return new StringValue(value);
  }

  static Attribute of(Tensor value) {
    return new TensorValue(value);
  }

  static Attribute ofInts(long... values) {
    return new Ints(Arrays.stream(values).boxed().toList());
  }

  /**
   * An attribute from a Java object: whole numbers, {@code float} or {@code double}, strings,
   * {@code long[]}, {@code int[]}, tensors, graphs.
   */
  static Attribute from(Object value) {
    if (value instanceof Attribute attribute) {
      return attribute;
    } else if (value instanceof Integer || value instanceof Long) {
      return of(((Number) value).longValue());
    } else if (value instanceof Float || value instanceof Double) {
      return of(((Number) value).floatValue());
    } else if (value instanceof String text) {
      return of(text);
    } else if (value instanceof long[] longs) {
      return ofInts(longs);
    } else if (value instanceof int[] ints) {
      return ofInts(Arrays.stream(ints).asLongStream().toArray());
    } else if (value instanceof Tensor tensor) {
      return of(tensor);
    } else if (value instanceof Graph graph) {
      return new GraphValue(graph);
    }
    throw new GraphException("no attribute can be made of a " + value.getClass().getSimpleName());
  }
}
