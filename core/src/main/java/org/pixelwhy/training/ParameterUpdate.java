package org.pixelwhy.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.training.optimizer.Optimizer;

/**
 * A parameter that is to follow its gradient.
 *
 * @param name of the parameter's tensor
 * @param shape its shape
 * @param gradient name of its gradient
 * @param slots names of what the optimiser remembers of it
 */
record ParameterUpdate(String name, Shape shape, String gradient, List<String> slots) {
  /**
   * Parameters of up to so many numbers are joined to one vector for the update, which works on
   * each number alone: most of a network's parameters are biases and the like, and an operator on a
   * few numbers costs as much as one on thousands.
   */
  private static final long SMALL = 4096;

  /**
   * Appends the optimiser.
   *
   * @return by name of a parameter or slot, the name of its value after the step
   */
  static Map<String, String> appendAll(
      Ops ops, Optimizer optimizer, Optimizer.Rates rates, List<ParameterUpdate> updates) {
    Map<String, String> after = new LinkedHashMap<>();
    List<ParameterUpdate> small = new ArrayList<>();
    for (ParameterUpdate update : updates) {
      if (update.shape().size() <= SMALL) {
        small.add(update);
      } else {
        Optimizer.Updated updated =
            optimizer.append(
                ops,
                rates,
                new Optimizer.Parameter(update.name(), update.gradient(), update.slots()));
        after.put(update.name(), updated.value());
        for (int i = 0; i < update.slots().size(); i++) {
          after.put(update.slots().get(i), updated.slots().get(i));
        }
      }
    }
    if (!small.isEmpty()) {
      appendJoined(ops, optimizer, rates, small, after);
    }
    return after;
  }

  private static void appendJoined(
      Ops ops,
      Optimizer optimizer,
      Optimizer.Rates rates,
      List<ParameterUpdate> updates,
      Map<String, String> after) {
    List<String> slots = new ArrayList<>();
    for (int i = 0; i < optimizer.slots().size(); i++) {
      slots.add(join(ops, namesOfSlot(updates, i)));
    }
    String values = join(ops, updates.stream().map(ParameterUpdate::name).toList());
    String gradients = join(ops, updates.stream().map(ParameterUpdate::gradient).toList());
    Optimizer.Updated updated =
        optimizer.append(ops, rates, new Optimizer.Parameter(values, gradients, slots));
    divide(ops, updated.value(), updates, updates.stream().map(ParameterUpdate::name).toList())
        .forEach(after::put);
    for (int i = 0; i < slots.size(); i++) {
      divide(ops, updated.slots().get(i), updates, namesOfSlot(updates, i)).forEach(after::put);
    }
  }

  private static List<String> namesOfSlot(List<ParameterUpdate> updates, int slot) {
    return updates.stream().map(update -> update.slots().get(slot)).toList();
  }

  private static String join(Ops ops, List<String> tensors) {
    return ops.concat(0, tensors.stream().map(tensor -> ops.reshape(tensor, -1)).toList());
  }

  /** The parts of a vector in the updates' shapes, under these names. */
  private static Map<String, String> divide(
      Ops ops, String vector, List<ParameterUpdate> updates, List<String> names) {
    long[] sizes = updates.stream().mapToLong(update -> update.shape().size()).toArray();
    List<String> parts =
        ops.op("Split", Map.of("axis", 0), List.of(vector, ops.longs(sizes)), sizes.length);
    Map<String, String> divided = new LinkedHashMap<>();
    for (int i = 0; i < sizes.length; i++) {
      divided.put(names.get(i), ops.reshape(parts.get(i), updates.get(i).shape()));
    }
    return divided;
  }
}
