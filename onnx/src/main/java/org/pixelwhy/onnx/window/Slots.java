package org.pixelwhy.onnx.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

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

  /** Small constants travel inside the model, where the runtime reads the lengths. */
  private static final int MOST_PARTS = 100;

  private record Slot(String name, int length, Filler filler) {}

  private final List<Slot> slots = new ArrayList<>();

  /** Name of a new vector. */
  String add(GraphBuilder builder, int length, Filler filler) {
    String name = builder.fresh("places");
    builder.reserve(List.of(name));
    slots.add(new Slot(name, length, filler));
    return name;
  }

  /** Declares the input and takes it apart, in two steps. */
  void declare(GraphBuilder builder, String input) {
    builder.input(Value.of(input, DataType.INT64, length(slots)));
    List<List<Slot>> groups = new ArrayList<>();
    for (int first = 0; first < slots.size(); first += MOST_PARTS) {
      groups.add(slots.subList(first, Math.min(slots.size(), first + MOST_PARTS)));
    }
    List<String> names = groups.stream().map(group -> builder.fresh("places_group")).toList();
    split(builder, input, names, groups.stream().mapToLong(Slots::length).toArray());
    for (int i = 0; i < groups.size(); i++) {
      List<String> parts = groups.get(i).stream().map(Slot::name).toList();
      long[] lengths = groups.get(i).stream().mapToLong(Slot::length).toArray();
      split(builder, names.get(i), parts, lengths);
    }
  }

  private static void split(
      GraphBuilder builder, String vector, List<String> names, long[] lengths) {
    String constant = builder.constant("lengths", Tensor.vector(lengths));
    builder.add(Node.of("Split", List.of(vector, constant), names, Map.of()));
  }

  private static int length(List<Slot> slots) {
    return slots.stream().mapToInt(Slot::length).sum();
  }

  /** What to feed for the changes of a batch. */
  Tensor values(WindowPlan plan, List<Placement> batch) {
    long[] values = new long[length(slots)];
    int next = 0;
    for (Slot slot : slots) {
      long[] part = slot.filler().fill(plan, batch);
      System.arraycopy(part, 0, values, next, slot.length());
      next += slot.length();
    }
    return Tensor.vector(values);
  }
}
