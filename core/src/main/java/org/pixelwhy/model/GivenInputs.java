package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.format.OnnxModel;
import org.pixelwhy.onnx.graph.Dimension;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.NearestNames;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Holds all inputs of a network but the image at given values: they become constants of the graph,
 * which then is a network of one input.
 */
public final class GivenInputs {
  private final Graph graph;
  private final GraphBuilder builder;
  private final Map<String, Long> extents = new HashMap<>();
  private final List<String> notes = new ArrayList<>();

  private GivenInputs(Graph graph) {
    this.graph = graph;
    this.builder = graph.edit();
  }

  /**
   * The network with these inputs held; one that nothing reads is dropped.
   *
   * @param given by the input's name
   * @throws InputException if there is no such input, or its value does not fit
   */
  public static OnnxModel hold(OnnxModel file, Map<String, GivenInput> given) {
    if (given.isEmpty() && file.graph().inputs().size() < 2) {
      return file;
    }
    return new GivenInputs(file.graph()).applied(file, given);
  }

  private OnnxModel applied(OnnxModel file, Map<String, GivenInput> given) {
    for (String name : given.keySet()) {
      if (!graph.inputNames().contains(name)) {
        throw new InputException(
            Text.format(
                "the network has no input '%s' to be given.%s",
                name, NearestNames.suggest(name, graph.inputNames())));
      }
    }
    for (Value input : graph.inputs()) {
      if (given.containsKey(input.name())) {
        hold(input, given.get(input.name()));
      } else if (!isRead(input.name())) {
        builder.removeInput(input.name());
        notes.add(Text.format("input '%s' is dropped: nothing reads it", input.name()));
      }
    }
    graph.inputs().stream().filter(input -> !given.containsKey(input.name())).forEach(this::bind);
    List<String> outputs = graph.outputNames();
    // The outputs' declared shapes may name extents that are now fixed.
    Graph held = builder.outputs(List.of()).outputs(outputs).build();
    notes.addAll(0, file.notes());
    return new OnnxModel(
        held, file.original(), file.declarations(), file.producer(), file.sha256(), notes);
  }

  private boolean isRead(String input) {
    return graph.outputNames().contains(input)
        || graph.nodes().stream().anyMatch(node -> Graph.dependencies(node).contains(input));
  }

  private void hold(Value input, GivenInput given) {
    DataType type = input.type().orElse(DataType.FLOAT);
    Tensor value;
    if (given instanceof GivenInput.Number number) {
      value = Tensor.filled(type, number.value(), filledShape(input));
      requireKept(input, value, number.value());
      notes.add(Text.format("input '%s' is held at %s", input, shortest(number.value())));
    } else {
      GivenInput.Array array = (GivenInput.Array) given;
      requireFinite(input, array);
      requireShape(input, array);
      value = array.values().as(type);
      notes.add(Text.format("input '%s' is held at the values of %s", input, array.source()));
    }
    builder.removeInput(input.name());
    builder.initializer(input.name(), value);
  }

  private static String shortest(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** A number fills the declared shape; an open first extent is that of the batch. */
  private static long[] filledShape(Value input) {
    List<Dimension> dims = input.dims().orElse(List.of());
    long[] shape = new long[dims.size()];
    for (int i = 0; i < shape.length; i++) {
      Dimension dim = dims.get(i);
      if (!dim.isFixed() && i > 0) {
        throw InputException.about(
            "held input",
            Text.format(
                "input '%s' has open extents, which a number cannot fill; give an array", input));
      }
      shape[i] = dim.isFixed() ? dim.extent() : 1;
    }
    return shape;
  }

  private static void requireKept(Value input, Tensor value, double number) {
    boolean whole = !value.type().isFloating() && value.size() > 0 && value.get(0) != number;
    if (whole || !Double.isFinite(number)) {
      throw new InputException(
          Text.format(
              "input '%s' cannot be held at %s: its element type has no such number",
              input, number));
    }
  }

  private static void requireFinite(Value input, GivenInput.Array array) {
    for (int i = 0; i < array.values().size(); i++) {
      if (!Double.isFinite(array.values().get(i))) {
        throw new InputException(
            Text.format(
                "%s: element %d is %s; input '%s' needs finite numbers",
                array.source(), i, array.values().get(i), input));
      }
    }
  }

  private void requireShape(Value input, GivenInput.Array array) {
    long[] found = array.values().shape().dims();
    List<Dimension> dims = input.dims().orElse(null);
    boolean fits = dims == null || dims.size() == found.length;
    for (int i = 0; fits && dims != null && i < found.length; i++) {
      fits = !dims.get(i).isFixed() || dims.get(i).extent() == found[i];
    }
    if (!fits) {
      throw new InputException(
          Text.format(
              "%s: expected an array for input '%s', found shape %s",
              array.source(), input, array.values().shape()));
    }
    for (int i = 0; dims != null && i < found.length; i++) {
      if (!dims.get(i).isFixed() && !dims.get(i).symbol().isEmpty()) {
        extents.put(dims.get(i).symbol(), found[i]);
      }
    }
  }

  /** Fixes extents that an input shares by name with one that is given. */
  private void bind(Value input) {
    Optional<List<Dimension>> dims =
        input
            .dims()
            .map(
                list ->
                    list.stream()
                        .map(
                            dim ->
                                extents.containsKey(dim.symbol())
                                    ? Dimension.of(extents.get(dim.symbol()))
                                    : dim)
                        .toList());
    if (isRead(input.name()) && !dims.equals(input.dims())) {
      builder.redeclare(new Value(input.name(), input.type(), dims));
    }
  }
}
