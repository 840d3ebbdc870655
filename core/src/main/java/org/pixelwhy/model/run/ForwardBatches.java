package org.pixelwhy.model.run;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/**
 * Runs a model forward on many inputs of one size: in batches where the model allows it, one by one
 * elsewhere.
 *
 * <p>Inputs are drawn as they are needed and outputs are handed on as they come, so memory does not
 * grow with their number. Belongs to a {@link ModelRunner}, which closes it. Not thread-safe.
 */
public final class ForwardBatches {
  /** Bytes that one batch may take where nothing else is said. */
  static final long MEMORY = 512L << 20;

  /** What ONNX Runtime takes for each byte of tensors: measured, 1.6 to 2.5 on U-Nets. */
  static final double OVERHEAD = 2.5;

  /** More inputs than this at once make nothing faster. */
  static final int LARGEST = 32;

  private final SegmentationModel model;
  private final Program program;
  private final int size;
  private final Map<String, TensorType> types;
  private final Optional<String> note;
  private final ReusedBuffers reused = new ReusedBuffers();
  private long passes;

  private ForwardBatches(
      SegmentationModel model, Program program, TypedGraph typed, int size, Optional<String> note) {
    this.model = model;
    this.program = program;
    this.size = size;
    this.types =
        Stream.of(model.logits(), model.probabilities())
            .distinct()
            .collect(Collectors.toMap(name -> name, typed::type));
    this.note = note;
  }

  /**
   * The model runs in batches, by a program whose batch axis is open.
   *
   * @param memory bytes that a batch may take; batches are powers of two
   */
  static ForwardBatches wide(
      SegmentationModel model, Program program, TypedGraph typed, long memory) {
    double bytes = OVERHEAD * Math.max(1, typed.peakBytes());
    int size = Integer.highestOneBit((int) Math.max(1, Math.min(LARGEST, memory / bytes)));
    return new ForwardBatches(model, program, typed, size, Optional.empty());
  }

  /** The model takes one input at a time. */
  static ForwardBatches narrow(SegmentationModel model, Program program, TypedGraph typed) {
    String note = "the network takes one image at a time, so perturbed images were not batched";
    return new ForwardBatches(model, program, typed, 1, Optional.of(note));
  }

  /** Greatest number of inputs that run together. */
  public int size() {
    return size;
  }

  /** Why the model does not run in batches, if it does not. */
  public Optional<String> note() {
    return note;
  }

  /** Forward passes so far; a batch of n counts as n. */
  public long passes() {
    return passes;
  }

  /**
   * Runs the model on every input.
   *
   * @param inputs tensors {@code [1,C,H,W]} of the size this is for
   * @param consumer gets the outputs, in the order of the inputs
   */
  public void run(Iterator<Tensor> inputs, Consumer<ForwardOutput> consumer) {
    int index = 0;
    List<Tensor> batch = new ArrayList<>();
    while (inputs.hasNext()) {
      batch.add(inputs.next());
      if (batch.size() == size || !inputs.hasNext()) {
        run(batch, index, consumer);
        index += batch.size();
        batch.clear();
      }
    }
  }

  /**
   * Runs the model on very many inputs without leaving anything to be collected: an input is read
   * before the next one is drawn, and outputs are good only until the consumer returns.
   *
   * @param inputs tensors {@code [1,C,H,W]} of the size this is for; each may share its memory with
   *     the one before
   * @param together greatest number of inputs that run together, so that a run can be repeated to
   *     the last bit where less memory is free; one by one where the model allows no more
   */
  public void stream(Iterator<Tensor> inputs, int together, Consumer<ForwardOutput> consumer) {
    int most = note.isPresent() ? 1 : together;
    int index = 0;
    while (inputs.hasNext()) {
      Tensor input = reused.fill(inputs, most);
      int count = (int) input.shape().dim(0);
      Map<String, Tensor> outputs = reused.outputs(types, count);
      program.runInto(Map.of(model.input(), input), outputs);
      hand(outputs, index, count, consumer);
      index += count;
    }
  }

  private void run(List<Tensor> batch, int first, Consumer<ForwardOutput> consumer) {
    Tensor input = batch.size() == 1 ? batch.get(0) : BatchProbe.stack(batch);
    hand(program.run(Map.of(model.input(), input)), first, batch.size(), consumer);
  }

  private void hand(
      Map<String, Tensor> outputs, int first, int count, Consumer<ForwardOutput> consumer) {
    passes += count;
    for (int i = 0; i < count; i++) {
      consumer.accept(
          new ForwardOutput(
              first + i,
              BatchProbe.slice(outputs.get(model.logits()), i),
              BatchProbe.slice(outputs.get(model.probabilities()), i),
              model.decision()));
    }
  }

  /**
   * The target's values at many inputs.
   *
   * @param count number of inputs
   * @param input gives input i {@code [1,C,H,W]}; asked once for each, in ascending order
   */
  public double[] values(int count, IntFunction<Tensor> input, FrozenTarget target) {
    double[] values = new double[count];
    run(
        IntStream.range(0, count).mapToObj(input).iterator(),
        output -> values[output.index()] = target.value(output.output(target.on())));
    return values;
  }
}
