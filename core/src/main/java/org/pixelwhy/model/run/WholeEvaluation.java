package org.pixelwhy.model.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.autodiff.ReferencePass;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.NativeTensors;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ProgramException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Questions about an image that the network sees as a whole: the model runs forward once, and every
 * further question about the same gradients runs only the backward half.
 */
final class WholeEvaluation implements Evaluation {
  private final ModelRunner runner;
  private final Tensor image;
  private final Geometry geometry;
  private final NativeTensor nativeImage;
  private final Steps steps;
  private final ForwardPasses passes;
  private final SeedsAhead ahead;
  private final Map<String, Tensor> kept = new HashMap<>();
  private final List<WindowedPerturbations> perturbations = new ArrayList<>();
  private Prediction prediction;

  WholeEvaluation(ModelRunner runner, Tensor image, Geometry geometry, Steps steps) {
    this.runner = runner;
    this.image = image;
    this.geometry = geometry;
    this.steps = steps;
    this.nativeImage = runner.load(image);
    this.passes = new ForwardPasses(runner, nativeImage);
    this.ahead = new SeedsAhead(runner, image.shape());
  }

  @Override
  public SegmentationModel model() {
    return runner.model();
  }

  @Override
  public Tensor image() {
    return image;
  }

  @Override
  public Geometry geometry() {
    return geometry;
  }

  @Override
  public TypedGraph typed() {
    return runner.typed(image.shape());
  }

  @Override
  public Shape output() {
    return typed().type(model().logits()).shape();
  }

  @Override
  public int runs() {
    return 1;
  }

  @Override
  public int runs(Tensor weights) {
    return 1;
  }

  @Override
  public Steps steps() {
    return steps;
  }

  @Override
  public Engine engine() {
    return runner.engine();
  }

  @Override
  public ForwardBatches batches() {
    return runner.batches(image);
  }

  @Override
  public Perturbations perturbations(Optional<FrozenTarget> target, int[] extents) {
    WindowedPerturbations opened =
        new WindowedPerturbations(runner, image, nativeImage, target, extents);
    perturbations.add(opened);
    return opened;
  }

  @Override
  public void expect(List<GradientRequest> requests) {
    passes.expect(requests);
  }

  @Override
  public PassGraphs graphs(List<GradientRequest> requests) {
    List<GradientRequest> merged = new ArrayList<>();
    requests.forEach(request -> request.join(merged));
    return GradientPrograms.graphs(runner, typed(), merged);
  }

  @Override
  public void compile() {
    passes.compile();
  }

  @Override
  public void compileForward() {
    passes.compileForward();
  }

  @Override
  public void upcoming(List<GradientRequest> requests) {
    passes.keepFor(requests);
  }

  @Override
  public Prediction prediction() {
    if (prediction == null) {
      anyPass()
          .ifPresentOrElse(
              pass -> prediction = Prediction.of(model(), pass.saved(), geometry),
              () -> activations(Set.of()));
    }
    return prediction;
  }

  /** One whose programs the runtime refuses keeps nobody from the prediction. */
  private Optional<ForwardPass> anyPass() {
    try {
      return passes.any();
    } catch (ProgramException e) {
      return Optional.empty();
    }
  }

  @Override
  public Map<String, Tensor> activations(Set<String> tensors) {
    Program plain = runner.plain(image.shape(), tensors);
    try (NativeTensors outputs = plain.call(Map.of(model().input(), nativeImage))) {
      prediction = prediction == null ? Prediction.of(model(), outputs, geometry) : prediction;
      return tensors.stream().collect(Collectors.toMap(x -> x, outputs::tensor));
    }
  }

  @Override
  public Map<String, Tensor> gradients(GradientRequest request, Tensor seed) {
    return backward(request, seed, request.tensors(), GradientPrograms.Backward::gradients);
  }

  @Override
  public Map<Readout.At, Tensor> readouts(GradientRequest request, Tensor seed) {
    return backward(request, seed, request.readouts(), GradientPrograms.Backward::readouts);
  }

  private <K> Map<K, Tensor> backward(
      GradientRequest request,
      Tensor seed,
      Set<K> wanted,
      Function<GradientPrograms.Backward, Map<K, String>> names) {
    ForwardPass pass = passes.of(request);
    GradientPrograms.Backward backward = pass.backward(request);
    Map<K, String> places = names.apply(backward);
    Set<String> outputs = wanted.stream().map(places::get).collect(Collectors.toSet());
    Map<String, Tensor> results =
        ahead
            .of(backward, seed)
            .or(() -> backward.windows().run(pass::given, seed, outputs))
            .orElseGet(() -> pass.run(runner.engine(), backward, seed, outputs));
    return wanted.stream().collect(Collectors.toMap(x -> x, x -> results.get(places.get(x))));
  }

  @Override
  public int seedsAtOnce() {
    return ahead.atOnce();
  }

  @Override
  public void ahead(List<GradientRequest> requests, List<Tensor> seeds) {
    ahead.run(passes, requests, seeds);
  }

  @Override
  public Tensor activation(GradientRequest request, String tensor) {
    if (tensor.equals(model().input())) {
      return image;
    }
    NativeTensors saved = passes.of(request).saved();
    return kept.computeIfAbsent(tensor, saved::tensor);
  }

  @Override
  public Evaluation elsewhere(Tensor other) {
    return new WholeEvaluation(runner, other, geometry, steps::step);
  }

  @Override
  public Evaluation elsewhere(ModelRunner other) {
    return new WholeEvaluation(other, image, geometry, steps::step);
  }

  @Override
  public Map<String, Tensor> beside(String key, Graph graph, String input) {
    return runner.beside(key, graph).run(Map.of(input, image));
  }

  @Override
  public Continuation continuation(String layer) {
    return new Continuation(runner, nativeImage, geometry, layer);
  }

  @Override
  public Tensor reference(GradientRequest request, String tensor) {
    return tensor.equals(model().input())
        ? request.reference().orElseThrow()
        : passes.of(request).saved().tensor(ReferencePass.name(tensor));
  }

  @Override
  public void close() {
    passes.close();
    perturbations.forEach(WindowedPerturbations::close);
    perturbations.clear();
    nativeImage.close();
  }
}
