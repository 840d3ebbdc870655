package org.pixelwhy.export;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.pixelwhy.attribution.ExplainerGraph;
import org.pixelwhy.image.Interpolation;
import org.pixelwhy.model.Entropy;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.autodiff.Differentiator;
import org.pixelwhy.onnx.autodiff.GradientGraph;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.ReferencePass;
import org.pixelwhy.onnx.autodiff.RuleSet;
import org.pixelwhy.onnx.autodiff.rule.StandardRules;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.Inlining;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/**
 * Puts an explainer together: the forward pass, which rules may extend, and beside it a tail of all
 * that is appended. Passes backward are cut off where they read the forward pass and copied into
 * the tail, so that every pass starts from the forward pass alone and all share it.
 */
final class ExplainerBuilder implements ExplainerGraph {
  private final SegmentationModel model;
  private final OutputSpace on;
  private final GraphBuilder tail;
  private final Ops ops;
  private final Map<String, String> computed = new LinkedHashMap<>();
  private TypedGraph forward;
  private String weights = "";

  /**
   * @param typed the model's graph at the input's size
   */
  ExplainerBuilder(SegmentationModel model, TypedGraph typed, OutputSpace on) {
    this.model = model;
    this.on = on;
    this.forward = withAllOutputs(on == OutputSpace.ENTROPY ? Entropy.append(typed, model) : typed);
    this.tail =
        Graph.builder("tail", typed.graph().opset())
            .reserve(forward.types().keySet())
            .prefix("explain/");
    typed.graph().opsets().forEach(tail::opset);
    this.ops = new Ops(tail, typed.type(model.logits()).type());
  }

  /** The graph with every tensor as an output, so that none is pruned that may be read later. */
  private static TypedGraph withAllOutputs(TypedGraph typed) {
    GraphBuilder builder = typed.graph().edit();
    made(typed.graph()).forEach(builder::tap);
    return new TypedGraph(builder.build(), typed.types());
  }

  /** Says what the weights are, before methods append anything. */
  void ask(String newWeights) {
    weights = newWeights;
  }

  @Override
  public SegmentationModel model() {
    return model;
  }

  @Override
  public TypedGraph typed() {
    return forward;
  }

  @Override
  public Ops ops() {
    return ops;
  }

  @Override
  public OutputSpace on() {
    return on;
  }

  @Override
  public String weights() {
    return weights;
  }

  /** Lets an input be computed by the tail instead. */
  void compute(String input, String tensor) {
    computed.put(input, tensor);
  }

  /** Gives a tensor a name that users may rely on, unless the model has a tensor of that name. */
  String publish(String tensor, String name) {
    String published = free(name);
    tail.add(Node.of("Identity", List.of(tensor), List.of(published), Map.of()));
    return published;
  }

  /** A name for an input of this type, as for {@link #publish}. */
  Value input(String name, TensorType type) {
    return Value.of(free(name), type);
  }

  private String free(String name) {
    String free = name;
    for (int i = 2; forward.types().containsKey(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  @Override
  public void compareWith(String reference) {
    forward = withAllOutputs(ReferencePass.append(forward, model.input(), List.of()));
    compute(ReferencePass.name(model.input()), reference);
  }

  @Override
  public Map<String, String> gradients(RuleSet rules, String seed, List<String> tensors) {
    GradientGraph gradient = differentiate(rules, tensors);
    GradientGraph.Halves halves = gradient.split(made(forward.graph()));
    forward = new TypedGraph(halves.forward(), gradient.typed().types());
    List<String> copied =
        new Inlining(halves.backward(), tail, forward.graph().initializers())
            .copy(Map.of(gradient.seed(), seed));
    Map<String, String> names = new HashMap<>();
    List<String> outputs = halves.backward().outputNames();
    for (int i = 0; i < copied.size(); i++) {
      names.put(outputs.get(i), copied.get(i));
    }
    Map<String, String> gradients = new LinkedHashMap<>();
    tensors.forEach(x -> gradients.put(x, names.get(gradient.gradients().get(x))));
    return gradients;
  }

  private GradientGraph differentiate(RuleSet rules, List<String> tensors) {
    return new Differentiator(model.rules(rules)).differentiate(forward, model.output(on), tensors);
  }

  private static List<String> made(Graph graph) {
    return graph.nodes().stream()
        .flatMap(node -> node.outputs().stream())
        .filter(output -> !output.isEmpty())
        .toList();
  }

  @Override
  public String pathGradient(String start, double[] shares, double[] factors) {
    GradientGraph gradient = differentiate(StandardRules.standard(), List.of(model.input()));
    Set<String> taken = new LinkedHashSet<>(forward.types().keySet());
    tail.nodes().forEach(node -> taken.addAll(node.outputs()));
    taken.addAll(tail.initializers().keySet());
    return new PathIntegral(gradient, model.input(), forward.graph().initializers(), taken)
        .append(tail, start, weights, shares, factors);
  }

  @Override
  public List<String> copy(Graph graph, Map<String, String> inputs) {
    graph.opsets().forEach(tail::opset);
    return new Inlining(graph, tail).copy(inputs);
  }

  @Override
  public String resize(String map, Shape shape, Interpolation interpolation) {
    Shape size = forward.shape(model.input());
    if (interpolation == Interpolation.LINEAR) {
      long[] dims = shape.dims();
      System.arraycopy(size.dims(), 2, dims, 2, dims.length - 2);
      Map<String, String> halfPixel =
          Map.of("mode", "linear", "coordinate_transformation_mode", "half_pixel");
      return ops.op("Resize", halfPixel, map, "", "", ops.longs(dims));
    }
    if (interpolation != Interpolation.NEAREST) {
      throw new IllegalArgumentException("no explainer resizes by " + interpolation);
    }
    // Resize computes positions in floats, which may fall short of the whole number they are.
    String resized = map;
    for (int axis = 2; axis < size.rank(); axis++) {
      long[] read = interpolation.points((int) shape.dim(axis), (int) size.dim(axis));
      resized = ops.op("Gather", Map.of("axis", axis), resized, ops.longs(read));
    }
    return resized;
  }

  /**
   * Adds the tail's constants, equal ones once: two passes backward turn the same weights round.
   */
  private UnaryOperator<String> addConstants(GraphBuilder whole) {
    Map<Tensor, String> first = new HashMap<>();
    Map<String, String> names = new HashMap<>();
    tail.initializers()
        .forEach(
            (name, value) -> {
              String known = first.putIfAbsent(value, name);
              names.put(name, known == null ? name : known);
              if (known == null) {
                whole.initializer(name, value);
              }
            });
    return name -> names.getOrDefault(name, name);
  }

  /** Everything; inputs that are computed are none any more. */
  GraphBuilder whole(List<Value> moreInputs) {
    GraphBuilder whole = forward.graph().edit();
    moreInputs.forEach(whole::input);
    UnaryOperator<String> rename = addConstants(whole);
    for (Node node : tail.nodes()) {
      whole.add(node.withInputs(node.inputs().stream().map(rename).toList()));
    }
    computed.forEach(
        (input, tensor) -> {
          whole.removeInput(input);
          whole.add(Node.of("Identity", List.of(tensor), List.of(input), Map.of()));
        });
    return whole;
  }
}
