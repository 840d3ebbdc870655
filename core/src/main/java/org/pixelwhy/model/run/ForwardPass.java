package org.pixelwhy.model.run;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.NativeTensors;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.Tensor;

/**
 * A forward pass that was made for some gradients, and what it saved.
 *
 * @param reference the second input that was fed, if there was one
 * @param inputs what was fed, by name; stays its owner's property
 * @param saved what the backward programs read, closed with the pass
 * @param plain the same in plain layout
 */
record ForwardPass(
    GradientPrograms programs,
    Optional<Tensor> reference,
    Map<String, NativeTensor> inputs,
    NativeTensors saved,
    PlainTensors plain)
    implements AutoCloseable {
  /** Whether it serves what a request asks for. */
  boolean covers(GradientRequest request) {
    return programs.covering(request).isPresent()
        && (request.reference().isEmpty() || request.reference().equals(reference));
  }

  /** The backward half that gives what a request asks for, which this pass covers. */
  GradientPrograms.Backward backward(GradientRequest request) {
    return programs.covering(request).orElseThrow();
  }

  /** What was saved, in plain layout, and what was fed. */
  Map<String, NativeTensor> given() {
    return plain.with(kept());
  }

  /** What a backward program reads besides its seed. */
  private Map<String, NativeTensor> given(Program program, String seed) {
    Map<String, NativeTensor> given = kept();
    boolean whole = program.inputs().stream().allMatch(x -> x.equals(seed) || given.containsKey(x));
    return whole ? given : plain.with(given);
  }

  private Map<String, NativeTensor> kept() {
    Map<String, NativeTensor> given = new LinkedHashMap<>(saved.asMap());
    given.putAll(inputs);
    return given;
  }

  /**
   * Runs backward.
   *
   * @param seed weights on the network's output
   * @param outputs names of what is wanted
   */
  Map<String, Tensor> run(
      Engine engine, GradientPrograms.Backward backward, Tensor seed, Collection<String> outputs) {
    if (!backward.parts().recomputes()) {
      return run(engine, backward, backward.program(), seed, outputs);
    }
    Map<String, NativeTensor> feeds = kept();
    try (NativeTensor nativeSeed = engine.load(seed)) {
      feeds.put(backward.seed(), nativeSeed);
      return backward.parts().run(feeds, outputs);
    }
  }

  /**
   * Runs backward for several seeds at once.
   *
   * @param program the backward half for so many seeds
   * @param seed weights on the network's output
   * @param outputs names of what is wanted
   */
  Map<String, Tensor> run(
      Engine engine,
      GradientPrograms.Backward backward,
      Program program,
      Tensor seed,
      Collection<String> outputs) {
    Map<String, NativeTensor> feeds = given(program, backward.seed());
    try (NativeTensor nativeSeed = engine.load(seed)) {
      feeds.put(backward.seed(), nativeSeed);
      try (NativeTensors results = program.call(feeds)) {
        return outputs.stream().distinct().collect(Collectors.toMap(x -> x, results::tensor));
      }
    }
  }

  @Override
  public void close() {
    plain.close();
    saved.close();
  }
}
