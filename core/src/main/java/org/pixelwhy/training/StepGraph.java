package org.pixelwhy.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.Differentiator;
import org.pixelwhy.onnx.autodiff.GradientGraph;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.blocked.BlockedLayout;
import org.pixelwhy.onnx.graph.Attribute;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.training.loss.Comparison;
import org.pixelwhy.training.optimizer.Optimizer;

/**
 * A training step as one graph: forward with the batch's statistics, loss, backward, update.
 *
 * <p>Inputs are images, truth, learning rate and the whole state (parameters, statistics, what the
 * optimiser remembers, the number of steps done); outputs are the loss and the state after the
 * step, under the same names with {@code .next} behind.
 *
 * <p>Batch normalisation follows PyTorch: it divides by the biased deviation of the batch; running
 * averages move by a tenth towards the batch's mean and its unbiased variance.
 *
 * <p>Where some pixels do not count, the truth holds {@link #IGNORED} in all channels of those.
 */
final class StepGraph {
  static final String LOSS = "training.loss";
  static final String TRUTH = "training.truth";
  static final String LEARNING_RATE = "training.learning_rate";
  static final String STEPS = "training.steps";
  static final String NEXT = ".next";

  /** What the truth holds where nobody says what a pixel is. */
  static final float IGNORED = -1;

  /** PyTorch's momentum: the weight of what is new. */
  private static final double MOMENTUM = 0.1;

  private final TrainableNetwork network;
  private final Recipe recipe;
  private final boolean partial;

  private StepGraph(TrainableNetwork network, Recipe recipe, boolean partial) {
    this.network = network;
    this.recipe = recipe;
    this.partial = partial;
  }

  /** The state before the first step. */
  static Map<String, Tensor> start(TrainableNetwork network, Recipe recipe) {
    Map<String, Tensor> state = new LinkedHashMap<>(network.state());
    network
        .parameters()
        .forEach(
            (name, value) ->
                recipe
                    .optimizer()
                    .slots()
                    .forEach(
                        slot ->
                            state.put(
                                slot(name, slot),
                                Tensor.filled(value.type(), 0, value.shape().dims()))));
    state.put(STEPS, Tensor.scalar(DataType.DOUBLE, 0));
    return state;
  }

  private static String slot(String parameter, String slot) {
    return parameter + "." + slot;
  }

  /**
   * The graph of a step on a batch of images.
   *
   * @param images shape {@code [N,C,H,W]}
   * @param partial whether some pixels do not count
   */
  static Graph of(
      Engine engine, TrainableNetwork network, Recipe recipe, Shape images, boolean partial) {
    return new StepGraph(network, recipe, partial).build(engine, images);
  }

  private Graph build(Engine engine, Shape images) {
    Shape truth = images.with(1, network.classes());
    TypedGraph forward =
        new ShapeProbe(engine).probe(withLoss(truth), Map.of(network.image(), images));
    long block = engine.channelBlock();
    boolean blocked = block > 1;
    GradientGraph gradient =
        new Differentiator(blocked ? StandardRules.forBlocks(block) : StandardRules.standard())
            .differentiate(forward, LOSS, List.copyOf(network.parameters().keySet()));
    GraphBuilder builder = gradient.graph().edit();
    builder.removeInput(gradient.seed());
    builder.initializer(gradient.seed(), Tensor.scalar(DataType.FLOAT, 1));
    builder.outputs(List.of(LOSS));
    Ops ops = new Ops(builder, DataType.FLOAT);
    remember(builder, ops, forward);
    update(builder, ops, gradient.gradients());
    Graph step = builder.prune().build();
    return blocked ? BlockedLayout.of(new ShapeProbe(engine).probe(step, Map.of()), block) : step;
  }

  /** The network in training mode, and its loss. */
  private Graph withLoss(Shape truth) {
    GraphBuilder builder = network.open().edit();
    Ops ops = new Ops(builder, DataType.FLOAT);
    for (Node node : builder.nodes()) {
      if (node.qualifiedOp().equals(TrainableNetwork.BATCH_NORM)) {
        builder.replace(node, List.of(ofTheBatch(ops, node)));
      }
    }
    builder.input(Value.of(TRUTH, DataType.FLOAT, truth.dims()));
    String loss = recipe.loss().append(comparison(ops));
    builder.add(Node.of("Identity", List.of(loss), List.of(LOSS), Map.of()));
    return builder.outputs(List.of(LOSS)).build();
  }

  private Comparison comparison(Ops ops) {
    int classes = network.classes();
    if (!partial) {
      return new Comparison(ops, network.logits(), TRUTH, classes);
    }
    // -1 becomes 0, and 0 and 1 become 1.
    String counted =
        ops.op("Min", ops.add(ops.slice(TRUTH, 1, 0, 1), ops.scalar(1)), ops.scalar(1));
    String truth = ops.op("Max", TRUTH, ops.scalar(0));
    return new Comparison(ops, network.logits(), truth, classes, Optional.of(counted));
  }

  /**
   * The node with the statistics of the batch. ONNX's own running averages take the biased
   * variance; with nothing of the old ones, they are what was found in the batch.
   *
   * <p>ONNX Runtime writes them over the old ones where these lie in memory. It gets copies, whose
   * values do not matter, so that the state stays as it is.
   */
  private static Node ofTheBatch(Ops ops, Node node) {
    String y = node.output(0);
    List<String> inputs = new ArrayList<>(node.inputs());
    inputs.set(TrainableNetwork.MEAN, ops.neg(inputs.get(TrainableNetwork.MEAN)));
    inputs.set(TrainableNetwork.VARIANCE, ops.neg(inputs.get(TrainableNetwork.VARIANCE)));
    return node.withInputs(inputs)
        .withOutputs(List.of(y, y + ".batch_mean", y + ".batch_variance"))
        .with("training_mode", Attribute.of(1))
        .with("momentum", Attribute.of(0f));
  }

  /** Moves the running averages. */
  private void remember(GraphBuilder builder, Ops ops, TypedGraph forward) {
    for (Node node : network.graph().nodes()) {
      if (node.qualifiedOp().equals(TrainableNetwork.BATCH_NORM)) {
        Node normalising = forward.graph().producer(node.output(0)).orElseThrow();
        Shape shape = forward.shape(node.input(0));
        double values = (double) shape.size() / shape.dim(1);
        double unbiased = values > 1 ? values / (values - 1) : 1;
        average(builder, ops, node.input(TrainableNetwork.MEAN), normalising.output(1), 1);
        average(
            builder, ops, node.input(TrainableNetwork.VARIANCE), normalising.output(2), unbiased);
      }
    }
  }

  private static void average(
      GraphBuilder builder, Ops ops, String running, String found, double factor) {
    String old = ops.scale(running, 1 - MOMENTUM);
    next(builder, running, ops.add(old, ops.scale(found, MOMENTUM * factor)));
  }

  private static void next(GraphBuilder builder, String name, String value) {
    builder.add(Node.of("Identity", List.of(value), List.of(name + NEXT), Map.of()));
    builder.tap(name + NEXT);
  }

  /** Appends the optimiser. */
  private void update(GraphBuilder builder, Ops ops, Map<String, String> gradients) {
    builder.input(Value.of(LEARNING_RATE, DataType.FLOAT));
    builder.input(Value.of(STEPS, DataType.DOUBLE));
    String step = ops.add(STEPS, ops.constant(Tensor.scalar(DataType.DOUBLE, 1)));
    next(builder, STEPS, step);
    List<ParameterUpdate> updates = new ArrayList<>();
    clipped(ops, gradients)
        .forEach(
            (name, gradient) -> {
              Tensor value = network.parameters().get(name);
              List<String> slots =
                  recipe.optimizer().slots().stream().map(s -> slot(name, s)).toList();
              slots.forEach(slot -> builder.input(Value.of(slot, value.tensorType())));
              updates.add(new ParameterUpdate(name, value.shape(), gradient, slots));
            });
    ParameterUpdate.appendAll(
            ops, recipe.optimizer(), new Optimizer.Rates(LEARNING_RATE, step), updates)
        .forEach((name, value) -> next(builder, name, value));
  }

  /** Shortens all gradients together, {@code g min(1, clip / (|g| + 1e-6))}, as PyTorch does. */
  private Map<String, String> clipped(Ops ops, Map<String, String> gradients) {
    if (recipe.clip() == 0) {
      return gradients;
    }
    List<String> squares =
        network.parameters().keySet().stream()
            .map(name -> ops.op("ReduceSumSquare", Map.of("keepdims", 0), gradients.get(name)))
            .toList();
    String norm = ops.op("Sqrt", ops.sum(squares));
    String ratio = ops.div(ops.scalar(recipe.clip()), ops.add(norm, ops.scalar(1e-6)));
    String factor = ops.op("Min", ratio, ops.scalar(1));
    Map<String, String> clipped = new LinkedHashMap<>();
    gradients.forEach((name, gradient) -> clipped.put(name, ops.mul(gradient, factor)));
    return clipped;
  }
}
