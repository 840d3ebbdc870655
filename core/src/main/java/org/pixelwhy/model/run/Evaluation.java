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
import org.pixelwhy.tensor.Tensor;

/**
 * Questions about one image: the model runs forward once, and every further question about the same
 * gradients runs only the backward half. Must be closed.
 */
public final class Evaluation implements AutoCloseable {
  private final ModelRunner runner;
  private final Tensor image;
  private final Geometry geometry;
  private final NativeTensor nativeImage;
  private final Steps steps;
  private final ForwardPasses passes;
  private final SeedsAhead ahead;
  private final Map<String, Tensor> kept = new HashMap<>();
  private final List<Perturbations> perturbations = new ArrayList<>();
  private Prediction prediction;

  Evaluation(ModelRunner runner, Tensor image, Geometry geometry, Steps steps) {
    this.runner = runner;
    this.image = image;
    this.geometry = geometry;
    this.steps = steps;
    this.nativeImage = runner.load(image);
    this.passes = new ForwardPasses(runner, nativeImage);
    this.ahead = new SeedsAhead(runner, image.shape());
  }

  public SegmentationModel model() {
    return runner.model();
  }

  /** The network's input {@code [1,C,H,W]}. */
  public Tensor image() {
    return image;
  }

  /** How what is explained lies in the network's input. */
  public Geometry geometry() {
    return geometry;
  }

  /** The model's graph with the types and shapes at this image's size. */
  public TypedGraph typed() {
    return runner.typed(image.shape());
  }

  /** Who hears of the steps of long work. */
  public Steps steps() {
    return steps;
  }

  /** Where a method runs programs of its own, such as products of large matrices. */
  public Engine engine() {
    return runner.engine();
  }

  /** Runs many perturbed versions of this image forward, in batches where the model allows it. */
  public ForwardBatches batches() {
    return runner.batches(image);
  }

  /**
   * Runs many perturbed versions of this image forward: in batches, or by windows where they differ
   * little from it.
   *
   * @param target what alone is asked of them, if that is known; outputs then hold only where the
   *     target reads them
   * @param extents of the box in which versions usually differ from the image
   */
  public Perturbations perturbations(Optional<FrozenTarget> target, int[] extents) {
    Perturbations opened = new Perturbations(runner, image, nativeImage, target, extents);
    perturbations.add(opened);
    return opened;
  }

  /**
   * Announces gradients that will be asked for, so that all of them come out of one forward pass,
   * and those by the same rules out of one backward pass. Without this each request gets what it
   * needs, in more passes.
   */
  public void expect(List<GradientRequest> requests) {
    passes.expect(requests);
  }

  /** The graphs that run for some gradients, all out of one forward pass. */
  public PassGraphs graphs(List<GradientRequest> requests) {
    List<GradientRequest> merged = new ArrayList<>();
    requests.forEach(request -> request.join(merged));
    return GradientPrograms.graphs(runner, typed(), merged);
  }

  /** Compiles the programs for what is expected, without running them. */
  public void compile() {
    passes.compile();
  }

  /** Compiles what the forward pass needs, and makes sure that what is expected has its rules. */
  public void compileForward() {
    passes.compileForward();
  }

  /**
   * Tells that nobody will ask anything more than this of what was announced, about this image or
   * another: what serves none of it is closed, and compiled and computed again if it is asked for
   * all the same.
   */
  public void upcoming(List<GradientRequest> requests) {
    passes.keepFor(requests);
  }

  /** Logits, probabilities and masks; runs the model if it has not run yet. */
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

  /** The values of layers, from a forward pass of their own. */
  public Map<String, Tensor> activations(Set<String> tensors) {
    Program plain = runner.plain(image.shape(), tensors);
    try (NativeTensors outputs = plain.call(Map.of(model().input(), nativeImage))) {
      prediction = prediction == null ? Prediction.of(model(), outputs, geometry) : prediction;
      return tensors.stream().collect(Collectors.toMap(x -> x, outputs::tensor));
    }
  }

  /**
   * The gradients {@code dt/dx} of {@code t = sum(seed * y)}, by name of the tensor x.
   *
   * @param seed weights on the output y, of its shape
   */
  public Map<String, Tensor> gradients(GradientRequest request, Tensor seed) {
    return backward(request, seed, request.tensors(), GradientPrograms.Backward::gradients);
  }

  /**
   * What is read out of layers and their gradients {@code dA = dt/dA} of {@code t = sum(seed * y)}.
   *
   * @param seed weights on the output y, of its shape
   */
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
            .or(() -> backward.windows().run(pass.given(), seed, outputs))
            .orElseGet(
                () -> pass.run(runner.engine(), backward, backward.program(), seed, outputs));
    return wanted.stream().collect(Collectors.toMap(x -> x, x -> results.get(places.get(x))));
  }

  /** How many seeds {@link #ahead} takes at once within the memory that batches may take. */
  public int seedsAtOnce() {
    return ahead.atOnce();
  }

  /**
   * Runs backward for several seeds at once, where the network treats the items of a batch apart.
   * What is then asked about these seeds is answered from that, until this is called again. Seeds
   * that windows serve need no company.
   *
   * @param seeds at most {@link #seedsAtOnce}
   */
  public void ahead(List<GradientRequest> requests, List<Tensor> seeds) {
    ahead.run(passes, requests, seeds);
  }

  /** The value of a tensor that a gradient was or will be asked for. */
  public Tensor activation(GradientRequest request, String tensor) {
    if (tensor.equals(model().input())) {
      return image;
    }
    NativeTensors saved = passes.of(request).saved();
    return kept.computeIfAbsent(tensor, saved::tensor);
  }

  /**
   * Questions about another image of the same shape, such as a perturbed one; maps of it are
   * nobody's answer, and so not shown while they come about.
   */
  public Evaluation elsewhere(Tensor other) {
    return new Evaluation(runner, other, geometry, steps::step);
  }

  /** Questions about the same image, asked of another model that takes the same input. */
  public Evaluation elsewhere(ModelRunner other) {
    return new Evaluation(other, image, geometry, steps::step);
  }

  /**
   * What a graph other than the model's gives of the same image; it is compiled once for all
   * images.
   *
   * @param key tells it from others
   * @param input name of the image's tensor in it
   */
  public Map<String, Tensor> beside(String key, Graph graph, String input) {
    return runner.beside(key, graph).run(Map.of(input, image));
  }

  /** What the model would predict if a layer had other values. */
  public Continuation continuation(String layer) {
    return new Continuation(runner, nativeImage, geometry, layer);
  }

  /** The value that a tensor has at the reference of a request. */
  public Tensor reference(GradientRequest request, String tensor) {
    return tensor.equals(model().input())
        ? request.reference().orElseThrow()
        : passes.of(request).saved().tensor(ReferencePass.name(tensor));
  }

  @Override
  public void close() {
    passes.close();
    perturbations.forEach(Perturbations::close);
    perturbations.clear();
    nativeImage.close();
  }
}
