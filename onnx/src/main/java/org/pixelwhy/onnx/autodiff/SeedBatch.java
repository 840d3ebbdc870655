package org.pixelwhy.onnx.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.operator.Extent;
import org.pixelwhy.onnx.operator.Operators;
import org.pixelwhy.onnx.operator.Trait;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/**
 * Rewrites a backward graph of a batch so that it takes a seed for each item, but of everything the
 * forward pass saved only one item, which all seeds share.
 *
 * <p>What follows from saved tensors alone is computed once. Operators that broadcast read the one
 * item as it is; others get copies of it.
 */
public final class SeedBatch {
  private final Graph backward;
  private final GraphBuilder builder;
  private final long batch;

  /** Tensors of which there is one item, and their shape if there were all. */
  private final Map<String, Shape> shared = new LinkedHashMap<>();

  /** Those whose copies are not alike. */
  private final Set<String> counted = new HashSet<>();

  private final Map<String, String> copies = new LinkedHashMap<>();

  private SeedBatch(Graph backward, long batch) {
    this.backward = backward;
    this.batch = batch;
    this.builder = Graph.builder(backward.name(), backward.opset());
    backward.opsets().forEach(builder::opset);
    backward.initializers().forEach(builder::initializer);
    backward.nodes().forEach(node -> builder.reserve(node.outputs()));
  }

  /**
   * The rewritten graph; empty where the two forward graphs differ in more than the batch.
   *
   * @param backward the backward half for a batch
   * @param seed name of its seed
   * @param wide the forward half for that batch
   * @param single the same for one item
   */
  public static Optional<Graph> share(
      Graph backward, String seed, TypedGraph wide, TypedGraph single) {
    SeedBatch rewrite =
        new SeedBatch(backward, wide.shape(wide.graph().inputNames().get(0)).dim(0));
    for (Value input : backward.inputs()) {
      if (input.name().equals(seed)) {
        if (input.fixedShape().orElseThrow().dim(0) != rewrite.batch) {
          return Optional.empty();
        }
        rewrite.builder.input(input);
      } else if (!rewrite.save(input.name(), wide, single)) {
        return Optional.empty();
      }
    }
    backward.nodes().forEach(rewrite::add);
    if (backward.outputNames().stream().anyMatch(rewrite.shared::containsKey)) {
      return Optional.empty();
    }
    backward.outputNames().forEach(rewrite.builder::tap);
    return Optional.of(rewrite.builder.build());
  }

  /** Declares a tensor that the forward pass for one item saves; false if it is another one. */
  private boolean save(String tensor, TypedGraph wide, TypedGraph single) {
    TensorType one = single.types().get(tensor);
    TensorType all = wide.type(tensor);
    if (one == null || one.type() != all.type()) {
      return false;
    }
    boolean same = one.shape().equals(all.shape());
    boolean item = one.shape().rank() > 0 && one.shape().with(0, batch).equals(all.shape());
    if (!same && !(item && one.shape().dim(0) == 1)) {
      return false;
    }
    Optional<Node> maker = wide.graph().producer(tensor);
    if (maker.filter(node -> node.op().equals("MaxPool")).isPresent()
        && tensor.equals(maker.get().output(1))) {
      countOn(tensor, one, wide.shape(maker.get().input(0)).size() / batch);
      return true;
    }
    builder.input(Value.of(tensor, one));
    if (!same) {
      shared.put(tensor, all.shape());
    }
    return true;
  }

  /** Indices of a pooling count through the whole batch. */
  private void countOn(String indices, TensorType one, long size) {
    builder.input(Value.of(indices, one));
    long[] dims = new long[one.shape().rank()];
    Arrays.fill(dims, 1);
    dims[0] = batch;
    long[] offsets = new long[(int) batch];
    Arrays.setAll(offsets, i -> i * size);
    String constant = builder.constant("offsets", Tensor.of(offsets, dims));
    shared.put(indices, one.shape().with(0, batch));
    copies.put(indices, builder.add("Add", List.of(indices, constant), Map.of()));
    counted.add(indices);
  }

  private void add(Node node) {
    List<String> alike = node.inputs().stream().filter(shared::containsKey).toList();
    boolean plain = node.domain().isEmpty() && node.bodies().isEmpty();
    if (alike.isEmpty()) {
      builder.add(node);
    } else if (alike.stream().anyMatch(counted::contains)) {
      builder.add(copied(node));
    } else if (alike.size() == 1 && isUnary(node)) {
      keep(node, shared.get(alike.get(0)));
    } else if (plain && (broadcasts(node) || node.op().equals("MatMul"))) {
      long given = node.inputs().stream().filter(this::isVariable).count();
      Shape largest = largest(alike);
      boolean constants = given == alike.size() && fits(node, largest);
      if (constants && !node.op().equals("MatMul")) {
        keep(node, largest);
      } else {
        builder.add(constants ? copied(node) : node);
      }
    } else if (plain && node.op().equals("Reshape") && reshaped(node).isPresent()) {
      keep(node, reshaped(node).get());
    } else {
      builder.add(copied(node));
    }
  }

  /** Whether all of a node is one tensor in and one of the same shape out. */
  private static boolean isUnary(Node node) {
    return node.inputs().size() == 1
        && node.outputs().size() == 1
        && Operators.is(node, Trait.ELEMENTWISE);
  }

  private static boolean broadcasts(Node node) {
    return Operators.is(node, Trait.ELEMENTWISE)
        && Operators.is(node, operator -> operator.extent() == Extent.BROADCAST);
  }

  private void keep(Node node, Shape shape) {
    builder.add(node);
    shared.put(node.output(0), shape);
  }

  private boolean isVariable(String input) {
    return !input.isEmpty() && !backward.initializers().containsKey(input);
  }

  private Shape largest(List<String> tensors) {
    Shape largest = shared.get(tensors.get(0));
    for (String tensor : tensors) {
      largest = shared.get(tensor).size() > largest.size() ? shared.get(tensor) : largest;
    }
    return largest;
  }

  /** Whether the result of broadcasting a node's inputs has this shape. */
  private boolean fits(Node node, Shape shape) {
    for (String input : node.inputs()) {
      Tensor constant = backward.initializers().get(input);
      Shape own = constant == null ? shared.get(input) : constant.shape();
      int lead = shape.rank() - own.rank();
      for (int axis = 0; lead >= 0 && axis < own.rank(); axis++) {
        boolean batchOfConstants = constant != null && axis + lead == 0 && own.dim(axis) != 1;
        if (batchOfConstants || own.dim(axis) != 1 && own.dim(axis) != shape.dim(axis + lead)) {
          return false;
        }
      }
      if (lead < 0) {
        return false;
      }
    }
    return true;
  }

  /** The shape for all items, where a Reshape leaves the first axis to be found. */
  private Optional<Shape> reshaped(Node node) {
    Tensor target = backward.initializers().get(node.input(1));
    if (target == null || target.size() < 2 || target.getLong(0) != -1) {
      return Optional.empty();
    }
    long[] dims = target.toLongs();
    dims[0] = batch;
    Shape shape = Arrays.stream(dims).allMatch(dim -> dim > 0) ? Shape.of(dims) : null;
    boolean items = shape != null && shape.size() == shared.get(node.input(0)).size();
    return Optional.ofNullable(items ? shape : null);
  }

  /** The node on as many copies as there are seeds. */
  private Node copied(Node node) {
    List<String> inputs = new ArrayList<>(node.inputs());
    inputs.replaceAll(
        input -> shared.containsKey(input) ? copies.computeIfAbsent(input, this::copy) : input);
    return node.withInputs(inputs);
  }

  private String copy(String tensor) {
    String shape = builder.constant("shape", Tensor.vector(shared.get(tensor).dims()));
    Map<String, Attribute> none = Map.of();
    return builder.add("Expand", List.of(tensor, shape), none);
  }
}
