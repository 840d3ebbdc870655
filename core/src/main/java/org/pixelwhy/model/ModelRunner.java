package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pixelwhy.onnx.autodiff.Differentiator;
import org.pixelwhy.onnx.autodiff.GradientGraph;
import org.pixelwhy.onnx.autodiff.ReferencePass;
import org.pixelwhy.onnx.graph.GraphBuilder;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.Shape;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;

/**
 * Runs one model: compiles programs for the sizes and gradients that are asked for, and keeps them.
 *
 * <p>Not thread-safe. Closing it closes its programs.
 */
public final class ModelRunner implements AutoCloseable {
  private final Engine engine;
  private final SegmentationModel model;
  private final Map<Shape, TypedGraph> probed = new HashMap<>();
  private final Map<Shape, Program> plain = new HashMap<>();
  private final Map<Shape, List<CompiledGradient>> gradients = new HashMap<>();

  public ModelRunner(Engine engine, SegmentationModel model) {
    this.engine = engine;
    this.model = model;
  }

  /**
   * The two programs of one gradient: the forward half saves what the backward half reads.
   *
   * @param seed name of the backward half's input for dt/dy
   * @param gradients name of the gradient, by name of the tensor
   */
  record CompiledGradient(
      GradientRequest request,
      String seed,
      Map<String, String> gradients,
      Program forward,
      Program backward) {}

  public SegmentationModel model() {
    return model;
  }

  public Engine engine() {
    return engine;
  }

  /** The model's graph with the types and shapes that follow from an input shape. */
  public TypedGraph typed(Shape input) {
    return probed.computeIfAbsent(
        input, shape -> new ShapeProbe(engine).probe(model.graph(), Map.of(model.input(), shape)));
  }

  /**
   * Begins to ask about one image; the model is run when the first question needs it.
   *
   * @param image the network's input {@code [1,C,H,W]}
   * @throws InputException if the image holds values that are not finite
   */
  public Evaluation evaluate(Tensor image) {
    return new Evaluation(this, image);
  }

  Program plain(Shape input) {
    return plain.computeIfAbsent(
        input,
        shape -> {
          GraphBuilder builder = typed(shape).graph().edit();
          return engine.compile(
              builder.outputs(List.of(model.logits(), model.probabilities())).prune().build());
        });
  }

  CompiledGradient gradient(Shape input, GradientRequest request) {
    List<CompiledGradient> compiled = gradients.computeIfAbsent(input, s -> new ArrayList<>());
    for (CompiledGradient candidate : compiled) {
      if (candidate.request().programCovers(request)) {
        return candidate;
      }
    }
    CompiledGradient fresh = compile(input, request);
    compiled.add(fresh);
    return fresh;
  }

  private CompiledGradient compile(Shape input, GradientRequest request) {
    Set<String> keep = new LinkedHashSet<>(List.of(model.logits(), model.probabilities()));
    keep.addAll(request.sorted());
    keep.remove(model.input());
    TypedGraph typed = typed(input);
    if (request.reference().isPresent()) {
      typed = ReferencePass.append(typed, model.input(), keep);
      List.copyOf(keep).forEach(tensor -> keep.add(ReferencePass.name(tensor)));
    }
    GradientGraph graph =
        new Differentiator(request.rules())
            .differentiate(typed, model.output(request.of()), request.sorted());
    GradientGraph.Halves halves = graph.split(keep);
    Program forward = engine.compile(halves.forward());
    try {
      Program backward = engine.compile(halves.backward());
      return new CompiledGradient(request, graph.seed(), graph.gradients(), forward, backward);
    } catch (RuntimeException e) {
      forward.close();
      throw e;
    }
  }

  @Override
  public void close() {
    plain.values().forEach(Program::close);
    for (List<CompiledGradient> list : gradients.values()) {
      for (CompiledGradient compiled : list) {
        compiled.backward().close();
        compiled.forward().close();
      }
    }
    plain.clear();
    gradients.clear();
  }
}
