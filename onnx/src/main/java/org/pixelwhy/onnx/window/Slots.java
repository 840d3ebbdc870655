package org.pixelwhy.onnx.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.DataType;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.onnx.graph.Value;

/**
 * Whole numbers that a graph reads when it runs, such as the places of pieces: one input, split
 * into named vectors.
 */
final class Slots {
  /** The numbers of a vector, for the changes of a batch. */
  @FunctionalInterface
  interface Filler {
    long[] fill(WindowPlan plan, List<Placement> batch);
  }

  private record Slot(String name, int length, Filler filler) {}

  private final List<Slot> slots = new ArrayList<>();

  /** Name of a new vector. */
  String add(GraphBuilder builder, int length, Filler filler) {
    String name = builder.fresh("places");
    builder.reserve(List.of(name));
    slots.add(new Slot(name, length, filler));
    return name;
  }

  /** Declares the input and takes it apart. */
  void declare(GraphBuilder builder, String input) {
    builder.input(Value.of(input, DataType.INT64, length()));
    if (slots.isEmpty()) {
      return;
    }
    long[] lengths = slots.stream().mapToLong(Slot::length).toArray();
    String parts = builder.constant("lengths", Tensor.vector(lengths));
    List<String> names = slots.stream().map(Slot::name).toList();
    builder.add(Node.of("Split", List.of(input, parts), names, Map.of()));
  }

  private int length() {
    return slots.stream().mapToInt(Slot::length).sum();
  }

  /** What to feed for the changes of a batch. */
  Tensor values(WindowPlan plan, List<Placement> batch) {
    long[] values = new long[length()];
    int next = 0;
    for (Slot slot : slots) {
      long[] part = slot.filler().fill(plan, batch);
      System.arraycopy(part, 0, values, next, slot.length());
      next += slot.length();
    }
    return Tensor.vector(values);
  }
}
