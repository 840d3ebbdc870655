package org.pixelwhy.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;
import org.pixelwhy.training.optimizer.Optimizer;

/**
 * A training step as one graph: forward with the batch's statistics, loss, backward, update.
 *
 * <p>Inputs are what the step feeds, the learning rate and the whole state (parameters, statistics,
 * what the optimiser remembers, the number of steps done); outputs are the loss, its parts, and the
 * state after the step, under the same names with {@code .next} behind.
 *
 * <p>Batch normalisation follows PyTorch: it divides by the biased deviation of the batch; running
 * averages move by a tenth towards the batch's mean and its unbiased variance.
 *
 * <p>Biases in front of a normalisation over the batch change nothing, and their gradient is
 * nothing but rounding, which an optimiser that divides by its size would take for a direction.
 * They stay.
 */
final class StepGraph {
  static final String LOSS = "training.loss";
  static final String PART = "training.part.";
  static final String LEARNING_RATE = "training.learning_rate";
  static final String STEPS = "training.steps";
  static final String NEXT = ".next";

  /** PyTorch's momentum: the weight of what is new. */
  private static final double MOMENTUM = 0.1;

  private final TrainableNetwork network;
  private final Recipe recipe;
  private final Step.Kind kind;
  private final Set<String> idle;

  private StepGraph(TrainableNetwork network, Recipe recipe, Step.Kind kind) {
    this.network = network;
    this.recipe = recipe;
    this.kind = kind;
    this.idle = network.idle();
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
   * The graph of a kind of step.
   *
   * @throws InputException if the kind does not feed the network's images
   */
  static Graph of(Engine engine, TrainableNetwork network, Recipe recipe, Step.Kind kind) {
    if (!kind.feeds().containsKey(network.image())) {
      throw new InputException(
          Text.format(
              "a step must feed the images '%s', it feeds %s",
              network.image(), kind.feeds().keySet()));
    }
    return new StepGraph(network, recipe, kind).build(engine);
  }

  private Graph build(Engine engine) {
    Map<String, String> parts = new LinkedHashMap<>();
    Shape images = kind.feeds().get(network.image()).shape();
    Set<String> learning = new LinkedHashSet<>(network.parameters().keySet());
    learning.removeAll(idle);
    TypedGraph forward =
        new ShapeProbe(engine).probe(withLoss(images, parts), Map.of(network.image(), images));
    long block = engine.channelBlock();
    boolean blocked = block > 1;
    GradientGraph gradient =
        new Differentiator(blocked ? StandardRules.forBlocks(block) : StandardRules.standard())
            .differentiate(forward, LOSS, List.copyOf(learning));
    GraphBuilder builder = gradient.graph().edit();
    builder.removeInput(gradient.seed());
    builder.initializer(gradient.seed(), Tensor.scalar(DataType.FLOAT, 1));
    builder.outputs(List.of(LOSS));
    parts.keySet().forEach(part -> builder.tap(PART + part));
    Ops ops = new Ops(builder, DataType.FLOAT);
    remember(builder, ops, forward);
    Map<String, String> gradients = new LinkedHashMap<>(gradient.gradients());
    idle.forEach(
        name -> gradients.put(name, ops.filled(network.parameters().get(name).shape(), 0)));
    update(builder, ops, gradients);
    Graph step = builder.prune().build();
    return blocked ? BlockedLayout.of(new ShapeProbe(engine).probe(step, Map.of()), block) : step;
  }

  /**
   * The network in training mode, and its loss.
   *
   * @param parts filled with what the objective tells beside the loss
   */
  private Graph withLoss(Shape images, Map<String, String> parts) {
    GraphBuilder builder = network.open().edit();
    Ops ops = new Ops(builder, DataType.FLOAT);
    for (Node node : builder.nodes()) {
      if (network.learnsStatistics(node)) {
        builder.replace(node, List.of(ofTheBatch(ops, node)));
      }
    }
    kind.feeds()
        .forEach(
            (name, type) -> {
              if (!name.equals(network.image())) {
                builder.input(Value.of(name, type));
              }
            });
    Objective.Minimised minimised =
        kind.objective().append(new Scene(builder, ops, network.image(), network.logits(), images));
    parts.putAll(minimised.parts());
    builder.outputs(List.of());
    name(builder, minimised.loss(), LOSS);
    parts.forEach((part, tensor) -> name(builder, tensor, PART + part));
    return builder.build();
  }

  private static void name(GraphBuilder builder, String tensor, String name) {
    builder.add(Node.of("Identity", List.of(tensor), List.of(name), Map.of()));
    builder.tap(name);
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
      if (network.learnsStatistics(node)) {
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
    name(builder, value, name + NEXT);
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
        gradients.keySet().stream()
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
