package org.pixelwhy.onnx.blocked;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.TensorType;

/**
 * Tensors that one graph gives another in blocked layout, under names of their own, so that nobody
 * takes them for plain ones.
 *
 * @param opset of the graphs
 * @param blocked name of what stands for a tensor of numbers, by name of the tensor
 * @param routings what stands for the indices of a pooling, by their name
 * @param types what these tensors are in plain layout
 */
record Handover(
    long opset,
    Map<String, String> blocked,
    Map<String, Routing> routings,
    Map<String, TensorType> types) {
  static final Handover NONE = new Handover(1, Map.of(), Map.of(), Map.of());

  /** Those of some tensors that are there in blocked layout. */
  static Handover of(Forms forms, List<String> tensors, TypedGraph typed) {
    Map<String, String> blocked = new LinkedHashMap<>();
    Map<String, Routing> routings = new LinkedHashMap<>();
    Map<String, TensorType> types = new LinkedHashMap<>();
    for (String tensor : tensors) {
      Optional<Routing> routing = forms.routing(tensor);
      routing.ifPresent(known -> routings.put(tensor, known));
      if (forms.isBlocked(tensor) && typed.type(tensor).type() == DataType.FLOAT) {
        blocked.put(tensor, forms.blocked(tensor));
      }
      if (blocked.containsKey(tensor) || routing.isPresent()) {
        types.put(tensor, typed.type(tensor));
      }
    }
    return new Handover(typed.graph().opset(), blocked, routings, types);
  }

  /** The tensors that are handed over. */
  Set<String> tensors() {
    return types.keySet();
  }

  boolean has(String tensor) {
    return types.containsKey(tensor);
  }

  /** What they are handed over as. */
  List<String> names() {
    List<String> names = new ArrayList<>(blocked.values());
    routings.values().forEach(routing -> names.addAll(List.of(routing.upper(), routing.left())));
    return names.stream().distinct().toList();
  }

  /** Declares the inputs of a graph that is handed them, and says what they stand for. */
  void receive(GraphBuilder builder, Forms forms, BlockedOps ops) {
    Map<String, TensorType> inputs = new LinkedHashMap<>();
    blocked.forEach(
        (tensor, name) -> {
          inputs.put(name, types.get(tensor));
          forms.madeBlocked(tensor, name);
        });
    routings.forEach(
        (tensor, routing) -> {
          Shape pooled = types.get(tensor).shape();
          Shape rows = pooled.with(2, 2 * pooled.dim(2));
          inputs.put(routing.upper(), new TensorType(DataType.FLOAT, pooled));
          inputs.put(routing.left(), new TensorType(DataType.FLOAT, rows));
          Shape shape = rows.with(3, 2 * rows.dim(3));
          forms.routed(tensor, routing, () -> routing.indices(ops, shape, tensor));
        });
    inputs.forEach((name, type) -> builder.input(Value.of(name, type)));
  }

  /** Those of the tensors that a graph reads. */
  Handover readBy(Set<String> inputs) {
    Map<String, String> numbers = new LinkedHashMap<>(blocked);
    numbers.keySet().retainAll(inputs);
    Map<String, Routing> indices = new LinkedHashMap<>(routings);
    indices.keySet().retainAll(inputs);
    Map<String, TensorType> read = new LinkedHashMap<>(types);
    read.keySet().retainAll(inputs);
    return new Handover(opset, numbers, indices, read);
  }
}
