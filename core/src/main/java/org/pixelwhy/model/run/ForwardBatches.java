package org.pixelwhy.model.run;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.pixelwhy.tensor.Tensor;

/**
 * Runs a model forward on many inputs of one size: in batches where the model allows it, one by one
 * elsewhere.
 *
 * <p>Inputs are drawn as they are needed and outputs are handed on as they come, so memory does not
 * grow with their number. Not thread-safe.
 */
public interface ForwardBatches {
  /** Greatest number of inputs that run together. */
  int size();

  /** Why the model does not run in batches, if it does not. */
  Optional<String> note();

  /** Runs of the network so far; a batch of n counts as n. */
  long passes();

  /**
   * Runs the model on every input.
   *
   * @param inputs tensors {@code [1,C,H,W]} of the size this is for
   * @param consumer gets the outputs, in the order of the inputs
   */
  void run(Iterator<Tensor> inputs, Consumer<ForwardOutput> consumer);

  /**
   * Runs the model on very many inputs without leaving anything to be collected: an input is read
   * before the next one is drawn, and outputs are good only until the consumer returns.
   *
   * @param inputs tensors {@code [1,C,H,W]} of the size this is for; each may share its memory with
   *     the one before
   * @param together greatest number of inputs that run together, so that a run can be repeated to
   *     the last bit where less memory is free; one by one where the model allows no more
   */
  void stream(Iterator<Tensor> inputs, int together, Consumer<ForwardOutput> consumer);

  /**
   * The target's values at many inputs.
   *
   * @param count number of inputs
   * @param input gives input i {@code [1,C,H,W]}; asked once for each, in ascending order
   */
  default double[] values(int count, IntFunction<Tensor> input, FrozenTarget target) {
    double[] values = new double[count];
    run(
        IntStream.range(0, count).mapToObj(input).iterator(),
        output -> values[output.index()] = target.value(output.output(target.on())));
    return values;
  }
}
