package org.pixelwhy.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pixelwhy.attribution.Attributor;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.GradientRequest;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.PassGraphs;
import org.pixelwhy.onnx.cost.GraphCost;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.graph.Value;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.RunProfile;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.target.ImageTarget;
import org.pixelwhy.target.Question;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * What the passes of a method cost, counted from their graphs and, if wanted, measured operator by
 * operator: where its time goes, against the floor that its arithmetic is.
 */
public final class CostModel {
  private final Engine engine;
  private final OptionalInt rounds;

  /**
   * @param rounds of how many runs a time is the median; empty to count only
   */
  public CostModel(Engine engine, OptionalInt rounds) {
    this.engine = engine;
    this.rounds = rounds;
  }

  /** The plain forward pass. */
  public PassCost forward(SegmentationModel model, Tensor input) {
    Map<String, Shape> shapes = Map.of(model.input(), input.shape());
    TypedGraph fixed = new ShapeProbe(engine).probe(Bench.plain(model), shapes);
    return pass("forward pass", fixed, fixed.graph(), Map.of(model.input(), input));
  }

  /**
   * A method's forward half and its backward halves; empty where it asks for no gradients and runs
   * the network forward only.
   */
  public List<PassCost> passes(SegmentationModel model, Tensor input, Attributor attributor) {
    List<PassCost> costs = new ArrayList<>();
    try (ModelRunner runner = new ModelRunner(engine, model);
        Evaluation at = runner.evaluate(input)) {
      List<GradientRequest> requests =
          attributor.requests(at, Question.of(new ImageTarget(0)).on());
      if (requests.isEmpty()) {
        return costs;
      }
      PassGraphs graphs = at.graphs(requests);
      PassCost forward =
          pass(
              "forward half",
              typed(graphs.forward().graph()),
              graphs.forward().compiled(),
              Map.of(model.input(), input));
      costs.add(forward);
      Map<String, Tensor> saved = new HashMap<>(Map.of(model.input(), input));
      forward.measured().ifPresent(profile -> saved.putAll(profile.outputs()));
      for (PassGraphs.Half backward : graphs.backwards()) {
        costs.add(pass("backward half", typed(backward.graph()), backward.compiled(), saved));
      }
    }
    return costs;
  }

  private TypedGraph typed(Graph graph) {
    return new ShapeProbe(engine).probe(graph, Map.of());
  }

  /**
   * @param graph is counted
   * @param compiled is measured
   * @param known values of inputs; others, such as seeds and references, are filled with ones
   */
  private PassCost pass(String what, TypedGraph graph, Graph compiled, Map<String, Tensor> known) {
    GraphCost counted = GraphCost.of(graph);
    if (rounds.isEmpty()) {
      return new PassCost(what, counted, Optional.empty());
    }
    Map<String, Tensor> feeds = new HashMap<>(known);
    for (Value input : compiled.inputs()) {
      feeds.computeIfAbsent(input.name(), name -> ones(input));
    }
    return new PassCost(
        what, counted, Optional.of(RunProfile.of(engine, compiled, feeds, rounds.getAsInt())));
  }

  private static Tensor ones(Value input) {
    return Tensor.filled(input.type().orElseThrow(), 1, input.fixedShape().orElseThrow().dims());
  }
}
