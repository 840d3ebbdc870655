package org.pixelwhy.model.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.model.Entropy;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.autodiff.Differentiator;
import org.pixelwhy.onnx.autodiff.GradientGraph;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.onnx.autodiff.ReferencePass;
import org.pixelwhy.onnx.autodiff.SeedBatch;
import org.pixelwhy.onnx.blocked.BlockedHalves;
import org.pixelwhy.onnx.blocked.SavedInBlocks;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.precision.DoublePrecision;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.TensorType;

/**
 * One forward program that saves what several backward programs read: gradients by different rules
 * out of one forward pass.
 *
 * @param plain makes plain tensors of what is saved in blocked layout
 */
record GradientPrograms(Program forward, List<Backward> backwards, Optional<LazyProgram> plain)
    implements AutoCloseable {
  /**
   * The program of one request; it reads a seed and what the forward program saved.
   *
   * @param seed name of the input for dt/dy
   * @param gradients name of the gradient, by name of the tensor
   * @param readouts name of the result
   * @param parts for any seed
   * @param windows for seeds that are zero but for a small box
   */
  record Backward(
      GradientRequest request,
      String seed,
      Map<String, String> gradients,
      Map<Readout.At, String> readouts,
      BackwardParts parts,
      WindowedBackward windows) {
    Program program() {
      return parts.program();
    }

    /** Closes its programs, which are compiled again if they are asked for again. */
    void close() {
      parts.close();
      windows.close();
    }
  }

  /** A graph and where in it the readouts are. */
  private record Read(GradientGraph graph, Map<Readout.At, String> readouts) {}

  /**
   * One forward graph for several backward graphs, one for each request.
   *
   * @param kept what the forward graph gives besides what backward graphs read
   */
  private record Plan(
      List<GradientRequest> requests,
      TypedGraph forward,
      List<Read> graphs,
      List<Graph> halves,
      Set<String> kept) {}

  /**
   * Compiles the programs.
   *
   * @param typed the model's graph at the image's size
   */
  static GradientPrograms compile(
      ModelRunner runner, TypedGraph typed, List<GradientRequest> requests) {
    Plan plan = plan(runner.model(), typed, requests);
    Optional<Recomputation> again = again(runner, typed, plan);
    if (again.isPresent()) {
      return recomputing(runner, typed, plan, again.get());
    }
    Optional<BlockedHalves> blocked = blocked(runner, plan);
    Optional<SavedInBlocks> saved = blocked.map(BlockedHalves::saved);
    GradientPrograms programs =
        new GradientPrograms(
            compileForward(
                runner, blocked.map(BlockedHalves::forward).orElse(plan.forward().graph())),
            new ArrayList<>(),
            saved.map(it -> plain(runner, it)));
    BackwardGraphs halves =
        new BackwardGraphs(plan.halves(), () -> plan(runner.model(), typed, requests).halves());
    for (int i = 0; i < requests.size(); i++) {
      GradientGraph graph = plan.graphs().get(i).graph();
      int number = i;
      String seed = graph.seed();
      programs.backwards.add(
          new Backward(
              requests.get(i),
              seed,
              graph.gradients(),
              plan.graphs().get(i).readouts(),
              BackwardParts.whole(
                  new LazyProgram(
                      runner.shelf(),
                      GradientShelf.halfBytes(typed),
                      () ->
                          halves.take(number, half -> compileBackward(runner, half, seed, saved)))),
              new WindowedBackward(
                  runner, plan.forward().graph(), () -> halves.look(number), seed)));
    }
    return programs;
  }

  /**
   * How forward values are computed again, where memory does not allow the forward pass to save
   * what the backward half reads. Several requests in one pass never need that: where all do not
   * fit, each has a pass of its own.
   *
   * @throws org.pixelwhy.tensor.InputException if memory does not allow that, either
   */
  private static Optional<Recomputation> again(ModelRunner runner, TypedGraph typed, Plan plan) {
    List<GradientRequest> requests = plan.requests();
    long most = GradientShelf.forwardBytes(typed, requests) + GradientShelf.halfBytes(typed);
    boolean fits = most <= runner.limit();
    return requests.size() > 1 || fits || runner.precision() != Precision.FLOAT
        ? Optional.empty()
        : Recomputation.of(runner, plan.graphs().get(0).graph(), plan.kept());
  }

  private static GradientPrograms recomputing(
      ModelRunner runner, TypedGraph typed, Plan plan, Recomputation again) {
    GradientRequest request = plan.requests().get(0);
    Read read = plan.graphs().get(0);
    BackwardGraphs graphs =
        new BackwardGraphs(
            again.graphs(),
            () ->
                again(runner, typed, plan(runner.model(), typed, List.of(request)))
                    .orElseThrow()
                    .graphs());
    List<BackwardParts.Part> parts = new ArrayList<>();
    for (int i = 0; i < again.parts().size(); i++) {
      int number = i;
      TypedGraph part = again.parts().get(i);
      LazyProgram program =
          new LazyProgram(
              runner.shelf(),
              part.constantBytes(),
              () -> graphs.take(number, runner.engine()::compileFrugally));
      parts.add(new BackwardParts.Part(Set.copyOf(part.graph().inputNames()), program));
    }
    Backward backward =
        new Backward(
            request,
            read.graph().seed(),
            read.graph().gradients(),
            read.readouts(),
            new BackwardParts(parts, true),
            WindowedBackward.none(runner));
    Program forward = runner.engine().compileFrugally(again.forward().graph());
    return new GradientPrograms(forward, List.of(backward), Optional.empty());
  }

  /** Whether forward values are computed again for want of memory. */
  boolean recomputes() {
    return backwards.stream().anyMatch(backward -> backward.parts().recomputes());
  }

  /** Compiles what is otherwise compiled when it is first used. */
  void compileAll() {
    backwards.forEach(backward -> backward.parts().compile());
  }

  /**
   * Compiles one of the backward programs for several seeds at once, which share what the forward
   * program saved for one image; empty where the network does not allow that.
   *
   * @param wide the model's graph for as many images as there are seeds
   */
  Optional<Program> batched(
      ModelRunner runner, Backward backward, TypedGraph typed, TypedGraph wide) {
    List<GradientRequest> requests = backwards.stream().map(Backward::request).toList();
    int i = backwards.indexOf(backward);
    Plan single = plan(runner.model(), typed, requests);
    Plan batch = plan(runner.model(), wide, requests);
    String seed = batch.graphs().get(i).graph().seed();
    return SeedBatch.share(batch.halves().get(i), seed, batch.forward(), single.forward())
        .filter(graph -> graph.outputNames().equals(backward.program().outputs()))
        .map(graph -> compileBackward(runner, graph, seed, Optional.empty()));
  }

  /** The graphs of these programs. */
  static PassGraphs graphs(ModelRunner runner, TypedGraph typed, List<GradientRequest> requests) {
    Plan plan = plan(runner.model(), typed, requests);
    List<PassGraphs.Half> backwards = new ArrayList<>();
    Optional<BlockedHalves> blocked = blocked(runner, plan);
    for (Graph half : plan.halves()) {
      Graph compiled = layout(runner, half, blocked.map(BlockedHalves::saved));
      backwards.add(new PassGraphs.Half(half, compiled));
    }
    Graph forward = plan.forward().graph();
    Graph compiled = blocked.map(BlockedHalves::forward).orElse(forward);
    return new PassGraphs(new PassGraphs.Half(forward, compiled), backwards);
  }

  private static Plan plan(
      SegmentationModel model, TypedGraph typed, List<GradientRequest> requests) {
    // Each differentiation starts from the forward part that the one before it left, so that
    // outputs which rules demand of forward nodes, such as the indices of poolings, add up.
    boolean entropy = requests.stream().anyMatch(request -> request.of() == OutputSpace.ENTROPY);
    TypedGraph forward = entropy ? Entropy.append(typed, model) : typed;
    Set<String> keep = new LinkedHashSet<>(List.of(model.logits(), model.probabilities()));
    if (entropy) {
      keep.add(model.output(OutputSpace.ENTROPY));
    }
    requests.forEach(request -> request.tensors().stream().sorted().forEach(keep::add));
    keep.remove(model.input());
    if (compares(requests)) {
      forward = ReferencePass.append(forward, model.input(), keep);
      List.copyOf(keep).forEach(tensor -> keep.add(ReferencePass.name(tensor)));
    }
    Set<String> kept = new LinkedHashSet<>(keep);
    List<Read> graphs = new ArrayList<>();
    List<Graph> halves = new ArrayList<>();
    for (GradientRequest request : requests) {
      Read read =
          read(
              new Differentiator(model.rules(request.rules()))
                  .differentiate(forward, model.output(request.of()), request.sorted()),
              request);
      GradientGraph graph = read.graph();
      GradientGraph.Halves split = graph.split(keep);
      keep.addAll(split.forward().outputNames());
      forward = new TypedGraph(split.forward(), graph.typed().types());
      graphs.add(read);
      halves.add(split.backward());
    }
    return new Plan(requests, forward, graphs, halves, kept);
  }

  /** The graph that gives what a request asks for, and not the gradients that are only read out. */
  private static Read read(GradientGraph graph, GradientRequest request) {
    GraphBuilder builder = graph.graph().edit();
    Map<String, String> outputs = new LinkedHashMap<>(graph.gradients());
    outputs.keySet().retainAll(request.tensors());
    Map<Readout.At, String> readouts = new LinkedHashMap<>();
    for (Readout.At at : request.sortedReadouts()) {
      TensorType type = graph.typed().type(at.tensor());
      String gradient = graph.gradients().get(at.tensor());
      Ops ops = new Ops(builder, type.type());
      String result = at.readout().append(ops, at.tensor(), gradient, type.shape());
      readouts.put(at, result);
      outputs.put(at.toString(), result);
    }
    TypedGraph typed = new TypedGraph(builder.build(), graph.typed().types());
    return new Read(new GradientGraph(typed, graph.of(), graph.seed(), outputs), readouts);
  }

  private static Program compileForward(ModelRunner runner, Graph half) {
    return runner.precision() == Precision.FLOAT
        ? runner.engine().compile(half)
        : compileInDouble(runner, half, "");
  }

  private static Program compileBackward(
      ModelRunner runner, Graph half, String seed, Optional<SavedInBlocks> saved) {
    return runner.precision() == Precision.FLOAT
        ? runner.engine().compile(layout(runner, half, saved))
        : compileInDouble(runner, half, seed);
  }

  private static Graph layout(ModelRunner runner, Graph half, Optional<SavedInBlocks> saved) {
    Engine engine = runner.engine();
    return saved
        .map(it -> BackwardLayout.of(engine, half, it))
        .orElseGet(() -> BackwardLayout.of(engine, half));
  }

  /** The halves in blocked layout, where that is faster. */
  private static Optional<BlockedHalves> blocked(ModelRunner runner, Plan plan) {
    return runner.precision() == Precision.FLOAT
        ? BackwardLayout.halves(runner.engine(), plan.forward(), plan.halves(), plan.kept())
        : Optional.empty();
  }

  private static LazyProgram plain(ModelRunner runner, SavedInBlocks saved) {
    return new LazyProgram(runner.shelf(), 0, () -> runner.engine().compile(saved.plain()));
  }

  /** Compiles one half; the image, its reference and the seed stay float. */
  private static Program compileInDouble(ModelRunner runner, Graph half, String seed) {
    Engine engine = runner.engine();
    String image = runner.model().input();
    Set<String> floats = Set.of(image, ReferencePass.name(image), seed);
    return engine.compileInDouble(
        DoublePrecision.of(new ShapeProbe(engine).probe(half, Map.of()), floats));
  }

  /** Whether some request has a reference, which the forward program then has to be fed with. */
  static boolean compares(List<GradientRequest> requests) {
    return requests.stream().anyMatch(request -> request.reference().isPresent());
  }

  /** Whether these programs give all that is asked for, and read no reference if none has one. */
  boolean serve(List<GradientRequest> requests) {
    return compares(backwards.stream().map(Backward::request).toList()) == compares(requests)
        && requests.stream().allMatch(request -> covering(request).isPresent());
  }

  /** The program that gives what a request asks for, if there is one. */
  Optional<Backward> covering(GradientRequest request) {
    return backwards.stream().filter(b -> b.request().covers(request)).findFirst();
  }

  @Override
  public void close() {
    backwards.forEach(Backward::close);
    plain.ifPresent(LazyProgram::close);
    forward.close();
  }
}
