package org.pixelwhy.model.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.ReferencePass;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.ProgramException;
import org.pixelwhy.tensor.Tensor;

/**
 * The forward passes over one image: what gradients are announced together come out of one of them.
 * Belongs to an {@link Evaluation}.
 */
final class ForwardPasses implements AutoCloseable {
  private final ModelRunner runner;
  private final NativeTensor image;
  private final List<GradientRequest> expected = new ArrayList<>();
  private final List<ForwardPass> passes = new ArrayList<>();
  private final List<NativeTensor> references = new ArrayList<>();

  /**
   * @param image stays its owner's property
   */
  ForwardPasses(ModelRunner runner, NativeTensor image) {
    this.runner = runner;
    this.image = image;
  }

  /** Announces gradients that will be asked for. */
  void expect(List<GradientRequest> requests) {
    requests.forEach(request -> request.join(expected));
  }

  /** Compiles the programs for what is expected, without running them. */
  void compile() {
    for (GradientRequest request : expected) {
      GradientPrograms programs = runner.gradients(image.shape(), together(request));
      runner.shelf().use(programs);
      try {
        programs.compileAll();
      } finally {
        runner.shelf().release(programs);
      }
    }
  }

  /** Compiles the forward programs for what is expected, for which there must be rules. */
  void compileForward() {
    expected.forEach(request -> runner.gradients(image.shape(), together(request)));
  }

  /** Lets go what serves none of these requests, as nothing else is to come. */
  void keepFor(List<GradientRequest> upcoming) {
    for (ForwardPass pass : List.copyOf(passes)) {
      List<GradientPrograms.Backward> needless =
          pass.programs().backwards().stream()
              .filter(backward -> upcoming.stream().noneMatch(backward.request()::covers))
              .toList();
      needless.forEach(GradientPrograms.Backward::close);
      if (needless.size() == pass.programs().backwards().size()) {
        passes.remove(pass);
        close(pass);
        runner.shelf().discard(pass.programs());
      }
    }
  }

  /** A pass that was made or, if there is none, one that is expected; empty if none is needed. */
  Optional<ForwardPass> any() {
    return passes.stream().findFirst().or(() -> expected.stream().findFirst().map(this::of));
  }

  /** The pass that serves a request; made if there is none yet. */
  ForwardPass of(GradientRequest request) {
    return passes.stream()
        .filter(pass -> pass.covers(request))
        .findFirst()
        .orElseGet(() -> makeFor(request));
  }

  /** A pass that fails for the sake of other requests is made for this one alone. */
  private ForwardPass makeFor(GradientRequest request) {
    List<GradientRequest> together = together(request);
    try {
      return make(together);
    } catch (ProgramException e) {
      if (together.equals(List.of(request))) {
        throw e;
      }
      return make(List.of(request));
    }
  }

  private ForwardPass make(List<GradientRequest> together) {
    if (!passes.isEmpty() && !runner.fits(image.shape(), together, taken())) {
      // What they saved is computed again where it is asked for again.
      closePasses();
    }
    GradientPrograms programs = runner.gradients(image.shape(), together);
    Optional<Tensor> reference =
        together.stream().flatMap(member -> member.reference().stream()).findFirst();
    String input = runner.model().input();
    Map<String, NativeTensor> inputs = new LinkedHashMap<>();
    inputs.put(input, image);
    reference.ifPresent(tensor -> inputs.put(ReferencePass.name(input), loadReference(tensor)));
    ForwardPass pass =
        new ForwardPass(
            programs,
            reference,
            inputs,
            programs.forward().call(inputs),
            new PlainTensors(programs.plain()));
    runner.shelf().use(programs);
    passes.add(pass);
    return pass;
  }

  /** About how many bytes the forward halves of the passes that are open take. */
  private long taken() {
    return passes.stream()
        .map(pass -> pass.programs().backwards().stream().map(b -> b.request()).toList())
        .mapToLong(made -> GradientShelf.forwardBytes(runner.typed(image.shape()), made))
        .sum();
  }

  private void closePasses() {
    passes.forEach(this::close);
    passes.clear();
  }

  private void close(ForwardPass pass) {
    runner.shelf().release(pass.programs());
    pass.close();
  }

  /**
   * The expected requests that one forward pass serves along with this one: a pass has one
   * reference, and the first one's also serves requests without. Where memory does not allow all of
   * them at once, each has a pass of its own.
   */
  private List<GradientRequest> together(GradientRequest request) {
    List<GradientRequest> partners = partners(request);
    return runner.fits(image.shape(), partners, 0) ? partners : List.of(request);
  }

  private List<GradientRequest> partners(GradientRequest request) {
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
    NativeTensor loaded = runner.load(reference);
    references.add(loaded);
    return loaded;
  }

  @Override
  public void close() {
    closePasses();
    references.forEach(NativeTensor::close);
    references.clear();
  }
}
