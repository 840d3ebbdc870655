package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pixelwhy.onnx.autodiff.ReferencePass;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.NativeTensors;
import org.pixelwhy.onnx.runtime.Program;

/**
 * Questions about one image: the model runs forward once, and every further question about the same
 * gradients runs only the backward half. Must be closed.
 */
public final class Evaluation implements AutoCloseable {
  private final ModelRunner runner;
  private final Tensor image;
  private final NativeTensor nativeImage;
  private final Steps steps;
  private final List<GradientRequest> expected = new ArrayList<>();
  private final List<Pass> passes = new ArrayList<>();
  private final List<Ahead> ahead = new ArrayList<>();
  private final Map<String, Tensor> kept = new HashMap<>();
  private final List<NativeTensor> references = new ArrayList<>();
  private final List<Perturbations> perturbations = new ArrayList<>();
  private Prediction prediction;

  /** A forward pass that was made for some gradients, and what it saved. */
  private record Pass(
      GradientPrograms programs,
      Optional<Tensor> reference,
      Map<String, NativeTensor> inputs,
      NativeTensors saved) {
    /** What a backward program reads besides its seed. */
    Map<String, NativeTensor> given() {
      Map<String, NativeTensor> given = new LinkedHashMap<>(saved.asMap());
      given.putAll(inputs);
      return given;
    }

    boolean covers(GradientRequest request) {
      return programs.covering(request).isPresent()
          && (request.reference().isEmpty() || request.reference().equals(reference));
    }
  }

  /** What came out of a backward pass for several seeds, item behind item. */
  private record Ahead(
      GradientPrograms.Backward backward, List<Tensor> seeds, Map<String, Tensor> outputs) {
    Map<String, Tensor> of(Tensor seed) {
      int item = seeds.indexOf(seed);
      Map<String, Tensor> slices = new LinkedHashMap<>();
      outputs.forEach((name, batch) -> slices.put(name, BatchProbe.slice(batch, item)));
      return slices;
    }
  }

  Evaluation(ModelRunner runner, Tensor image, Steps steps) {
    this.runner = runner;
    this.image = requireFinite(image);
    this.steps = steps;
    this.nativeImage = runner.engine().load(image);
  }

  private static Tensor requireFinite(Tensor image) {
    float[] values = image.toFloats();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new InputException(
            "the image holds a value that is not a finite number (%s at element %d); repair it first"
                .formatted(values[i], i));
      }
    }
    return image;
  }

  public SegmentationModel model() {
    return runner.model();
  }

  /** The network's input {@code [1,C,H,W]}. */
  public Tensor image() {
    return image;
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
    for (GradientRequest request : requests) {
      Optional<GradientRequest> partner =
          expected.stream().filter(request::canMergeWith).findFirst();
      partner.ifPresent(expected::remove);
      expected.add(partner.map(request::merge).orElse(request));
    }
  }

  /** Compiles the programs for what is expected, without running them. */
  public void compile() {
    for (GradientRequest request : expected) {
      runner.gradients(image.shape(), together(request)).compileAll();
    }
  }

  /** Logits, probabilities and masks; runs the model if it has not run yet. */
  public Prediction prediction() {
    if (prediction == null && passes.isEmpty() && expected.isEmpty()) {
      activations(Set.of());
    } else if (prediction == null) {
      Pass pass = passes.isEmpty() ? pass(expected.get(0)) : passes.get(0);
      prediction = Prediction.of(model(), pass.saved());
    }
    return prediction;
  }

  /** The values of layers, from a forward pass of their own. */
  public Map<String, Tensor> activations(Set<String> tensors) {
    Program plain = runner.plain(image.shape(), tensors);
    try (NativeTensors outputs = plain.call(Map.of(model().input(), nativeImage))) {
      prediction = prediction == null ? Prediction.of(model(), outputs) : prediction;
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
    Pass pass = pass(request);
    GradientPrograms.Backward backward = pass.programs().covering(request).orElseThrow();
    Map<K, String> places = names.apply(backward);
    Set<String> outputs = wanted.stream().map(places::get).collect(Collectors.toSet());
    Map<String, Tensor> results =
        ahead.stream()
            .filter(known -> known.backward() == backward && known.seeds().contains(seed))
            .findFirst()
            .map(known -> known.of(seed))
            .or(() -> backward.windows().run(pass.given(), seed, outputs))
            .orElseGet(() -> run(pass, backward, backward.program(), seed, outputs));
    return wanted.stream().collect(Collectors.toMap(x -> x, x -> results.get(places.get(x))));
  }

  private Map<String, Tensor> run(
      Pass pass,
      GradientPrograms.Backward backward,
      Program program,
      Tensor seed,
      Collection<String> outputs) {
    Map<String, NativeTensor> feeds = pass.given();
    try (NativeTensor nativeSeed = runner.engine().load(seed)) {
      feeds.put(backward.seed(), nativeSeed);
      try (NativeTensors results = program.call(feeds)) {
        return outputs.stream().distinct().collect(Collectors.toMap(x -> x, results::tensor));
      }
    }
  }

  /** How many seeds {@link #ahead} takes at once within the memory that batches may take. */
  public int seedsAtOnce() {
    return runner.seedsAtOnce(image.shape());
  }

  /**
   * Runs backward for several seeds at once, where the network treats the items of a batch apart.
   * What is then asked about these seeds is answered from that, until this is called again. Seeds
   * that windows serve need no company.
   *
   * @param seeds at most {@link #seedsAtOnce}
   */
  public void ahead(List<GradientRequest> requests, List<Tensor> seeds) {
    ahead.clear();
    int size = seedsAtOnce();
    if (2 * seeds.size() <= size || size == 1) {
      return;
    }
    for (GradientRequest request : requests) {
      Pass pass = pass(request);
      GradientPrograms.Backward backward = pass.programs().covering(request).orElseThrow();
      boolean windows = seeds.stream().allMatch(backward.windows()::serves);
      if (!windows && ahead.stream().noneMatch(known -> known.backward() == backward)) {
        SeedBatches batches = runner.seedBatches();
        batches
            .program(pass.programs(), backward, image.shape(), size)
            .flatMap(program -> ahead(pass, backward, program, seeds, size))
            .filter(results -> batches.trusts(backward, () -> isRight(pass, results)))
            .ifPresent(ahead::add);
      }
    }
  }

  private Optional<Ahead> ahead(
      Pass pass,
      GradientPrograms.Backward backward,
      Program program,
      List<Tensor> seeds,
      int size) {
    Tensor all = SeedBatches.stack(seeds, size);
    try {
      Map<String, Tensor> outputs = run(pass, backward, program, all, program.outputs());
      return Optional.of(new Ahead(backward, seeds, outputs));
    } catch (InputException e) {
      // Something in the network counts on one image.
      runner.seedBatches().trusts(backward, () -> false);
      return Optional.empty();
    }
  }

  /** Whether the first and the last seed of a batch get what they get alone. */
  private boolean isRight(Pass pass, Ahead results) {
    GradientPrograms.Backward backward = results.backward();
    List<Tensor> seeds = results.seeds();
    for (Tensor seed : List.of(seeds.get(0), seeds.get(seeds.size() - 1))) {
      Map<String, Tensor> alone =
          run(pass, backward, backward.program(), seed, backward.program().outputs());
      Map<String, Tensor> together = results.of(seed);
      for (Map.Entry<String, Tensor> output : alone.entrySet()) {
        if (!BatchProbe.close(output.getValue(), together.get(output.getKey()))) {
          return false;
        }
      }
    }
    return true;
  }

  /** The value of a tensor that a gradient was or will be asked for. */
  public Tensor activation(GradientRequest request, String tensor) {
    if (tensor.equals(model().input())) {
      return image;
    }
    NativeTensors saved = pass(request).saved();
    return kept.computeIfAbsent(tensor, saved::tensor);
  }

  /** Questions about another image of the same shape, such as a perturbed one. */
  public Evaluation elsewhere(Tensor other) {
    return new Evaluation(runner, other, steps);
  }

  /** What the model would predict if a layer had other values. */
  public Continuation continuation(String layer) {
    return new Continuation(runner, nativeImage, layer);
  }

  private Pass pass(GradientRequest request) {
    for (Pass pass : passes) {
      if (pass.covers(request)) {
        return pass;
      }
    }
    List<GradientRequest> together = together(request);
    GradientPrograms programs = runner.gradients(image.shape(), together);
    Optional<Tensor> reference =
        together.stream().flatMap(member -> member.reference().stream()).findFirst();
    Map<String, NativeTensor> inputs = new LinkedHashMap<>();
    inputs.put(model().input(), nativeImage);
    reference.ifPresent(
        tensor -> inputs.put(ReferencePass.name(model().input()), loadReference(tensor)));
    Pass pass = new Pass(programs, reference, inputs, programs.forward().call(inputs));
    passes.add(pass);
    return pass;
  }

  /**
   * The expected requests that one forward pass serves along with this one: a pass has one
   * reference, and the first one's also serves requests without.
   */
  private List<GradientRequest> together(GradientRequest request) {
    boolean announced =
        expected.stream()
            .anyMatch(e -> e.covers(request) && e.reference().equals(request.reference()));
    if (!announced) {
      return List.of(request);
    }
    Optional<Tensor> first = expected.stream().flatMap(e -> e.reference().stream()).findFirst();
    Optional<Tensor> reference = request.reference().or(() -> first);
    return expected.stream()
        .filter(
            e ->
                e.reference().equals(reference)
                    || e.reference().isEmpty() && reference.equals(first))
        .toList();
  }

  private NativeTensor loadReference(Tensor reference) {
    NativeTensor loaded = runner.engine().load(requireFinite(reference));
    references.add(loaded);
    return loaded;
  }

  /** The value that a tensor has at the reference of a request. */
  public Tensor reference(GradientRequest request, String tensor) {
    return tensor.equals(model().input())
        ? request.reference().orElseThrow()
        : pass(request).saved().tensor(ReferencePass.name(tensor));
  }

  @Override
  public void close() {
    passes.forEach(pass -> pass.saved().close());
    passes.clear();
    perturbations.forEach(Perturbations::close);
    perturbations.clear();
    references.forEach(NativeTensor::close);
    references.clear();
    nativeImage.close();
  }
}
