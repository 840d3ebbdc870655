package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.onnx.autodiff.Differentiator;
import org.pixelwhy.onnx.autodiff.GradientGraph;
import org.pixelwhy.onnx.autodiff.ReferencePass;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.precision.DoublePrecision;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;

/**
 * One forward program that saves what several backward programs read: gradients by different rules
 * out of one forward pass.
 */
record GradientPrograms(Program forward, List<BackwardProgram> backwards) implements AutoCloseable {
  /**
   * Compiles the programs.
   *
   * @param typed the model's graph at the image's size
   */
  static GradientPrograms compile(
      ModelRunner runner, TypedGraph typed, List<GradientRequest> requests) {
    SegmentationModel model = runner.model();
    // Each differentiation starts from the forward part that the one before it left, so that
    // outputs which rules demand of forward nodes, such as the indices of poolings, add up.
    TypedGraph forward = typed;
    Set<String> keep = new LinkedHashSet<>(List.of(model.logits(), model.probabilities()));
    requests.forEach(request -> keep.addAll(request.sorted()));
    keep.remove(model.input());
    if (compares(requests)) {
      forward = ReferencePass.append(typed, model.input(), keep);
      List.copyOf(keep).forEach(tensor -> keep.add(ReferencePass.name(tensor)));
    }
    List<BackwardProgram> backwards = new ArrayList<>();
    for (GradientRequest request : requests) {
      GradientGraph graph =
          new Differentiator(request.rules())
              .differentiate(forward, model.output(request.of()), request.sorted());
      GradientGraph.Halves split = graph.split(keep);
      keep.addAll(split.forward().outputNames());
      forward = new TypedGraph(split.forward(), graph.typed().types());
      backwards.add(
          new BackwardProgram(
              runner, request, graph, split, half -> compile(runner, half, graph.seed())));
    }
    return new GradientPrograms(compile(runner, forward.graph(), ""), backwards);
  }

  /** Compiles one half; whatever the precision, the image, its reference and the seed are float. */
  private static Program compile(ModelRunner runner, Graph half, String seed) {
    Engine engine = runner.engine();
    if (runner.precision() == Precision.FLOAT) {
      return engine.compile(half);
    }
    String image = runner.model().input();
    Set<String> floats = Set.of(image, ReferencePass.name(image), seed);
    return engine.compile(DoublePrecision.of(new ShapeProbe(engine).probe(half, Map.of()), floats));
  }

  /** Whether some request has a reference, which the forward program then has to be fed with. */
  static boolean compares(List<GradientRequest> requests) {
    return requests.stream().anyMatch(request -> request.reference().isPresent());
  }

  /** Whether these programs give all that is asked for, and read no reference if none has one. */
  boolean serve(List<GradientRequest> requests) {
    return compares(backwards.stream().map(BackwardProgram::request).toList()) == compares(requests)
        && requests.stream().allMatch(request -> covering(request).isPresent());
  }

  /** The program that gives what a request asks for, if there is one. */
  Optional<BackwardProgram> covering(GradientRequest request) {
    return backwards.stream().filter(b -> b.request().covers(request)).findFirst();
  }

  /** Compiles what is otherwise compiled when it is first used. */
  void compileAll() {
    backwards.forEach(BackwardProgram::whole);
  }

  @Override
  public void close() {
    backwards.forEach(BackwardProgram::close);
    forward.close();
  }
}
