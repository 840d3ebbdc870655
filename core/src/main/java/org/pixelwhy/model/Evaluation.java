package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pixelwhy.model.ModelRunner.CompiledGradient;
import org.pixelwhy.onnx.autodiff.ReferencePass;
import org.pixelwhy.onnx.graph.InputException;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.onnx.graph.TypedGraph;
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
  private final List<GradientRequest> expected = new ArrayList<>();
  private final List<Pass> passes = new ArrayList<>();
  private final List<NativeTensor> references = new ArrayList<>();
  private Prediction prediction;

  /** A forward pass that was made for some gradient, and what it saved. */
  private record Pass(
      GradientRequest request,
      CompiledGradient program,
      Map<String, NativeTensor> inputs,
      NativeTensors saved) {}

  Evaluation(ModelRunner runner, Tensor image) {
    this.runner = runner;
    this.image = requireFinite(image);
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

  /**
   * Announces gradients that will be asked for, so that one program gives all that share rules and
   * output. Without this each request gets what it needs, in more passes.
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
    expected.forEach(request -> runner.gradient(image.shape(), request));
  }

  /** Logits, probabilities and masks; runs the model if it has not run yet. */
  public Prediction prediction() {
    if (prediction == null) {
      if (!expected.isEmpty()) {
        pass(expected.get(0));
      } else if (passes.isEmpty()) {
        Program plain = runner.plain(image.shape());
        try (NativeTensors outputs = plain.call(Map.of(model().input(), nativeImage))) {
          prediction = predict(outputs);
        }
      }
      if (prediction == null) {
        prediction = predict(passes.get(0).saved());
      }
    }
    return prediction;
  }

  private Prediction predict(NativeTensors outputs) {
    return new Prediction(
        outputs.tensor(model().logits()),
        outputs.tensor(model().probabilities()),
        model().classNames(),
        model().decision());
  }

  /**
   * The gradients {@code dt/dx} of {@code t = sum(seed * y)}, by name of the tensor x.
   *
   * @param seed weights on the output y, of its shape
   */
  public Map<String, Tensor> gradients(GradientRequest request, Tensor seed) {
    Pass pass = pass(request);
    Map<String, NativeTensor> feeds = new LinkedHashMap<>(pass.saved().asMap());
    feeds.putAll(pass.inputs());
    try (NativeTensor nativeSeed = runner.engine().load(seed)) {
      feeds.put(pass.program().seed(), nativeSeed);
      try (NativeTensors results = pass.program().backward().call(feeds)) {
        Map<String, String> names = pass.program().gradients();
        return request.tensors().stream()
            .collect(Collectors.toMap(x -> x, x -> results.tensor(names.get(x))));
      }
    }
  }

  /** The value of a tensor that a gradient was or will be asked for. */
  public Tensor activation(GradientRequest request, String tensor) {
    return tensor.equals(model().input()) ? image : pass(request).saved().tensor(tensor);
  }

  private Pass pass(GradientRequest request) {
    for (Pass pass : passes) {
      if (pass.request().covers(request)) {
        return pass;
      }
    }
    GradientRequest wanted =
        expected.stream().filter(e -> e.covers(request)).findFirst().orElse(request);
    CompiledGradient program = runner.gradient(image.shape(), wanted);
    Map<String, NativeTensor> inputs = new LinkedHashMap<>(Map.of(model().input(), nativeImage));
    wanted
        .reference()
        .ifPresent(
            reference -> inputs.put(ReferencePass.name(model().input()), loadReference(reference)));
    Pass pass = new Pass(wanted, program, inputs, program.forward().call(inputs));
    passes.add(pass);
    return pass;
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
    references.forEach(NativeTensor::close);
    references.clear();
    nativeImage.close();
  }
}
