package org.pixelwhy.model.run;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.TensorType;

/**
 * Runs a program on many inputs: several at once if its batch axis is open. Belongs to a {@link
 * ModelRunner}, which closes the program.
 */
final class ProgramBatches implements ForwardBatches {
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

  private ProgramBatches(
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
  static ProgramBatches wide(
      SegmentationModel model, Program program, TypedGraph typed, long memory) {
    double bytes = OVERHEAD * Math.max(1, typed.peakBytes());
    int size = Integer.highestOneBit((int) Math.max(1, Math.min(LARGEST, memory / bytes)));
    return new ProgramBatches(model, program, typed, size, Optional.empty());
  }

  /** The model takes one input at a time. */
  static ProgramBatches narrow(SegmentationModel model, Program program, TypedGraph typed) {
    String note = "the network takes one image at a time, so perturbed images were not batched";
    return new ProgramBatches(model, program, typed, 1, Optional.of(note));
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Optional<String> note() {
    return note;
  }

  @Override
  public long passes() {
    return passes;
  }

  @Override
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

  @Override
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
}
