package org.pixelwhy.model.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Runs one model: compiles programs for the sizes and gradients that are asked for, and keeps them.
 *
 * <p>Not thread-safe. Closing it closes its programs.
 */
public final class ModelRunner implements AutoCloseable {
  private final Engine engine;
  private final SegmentationModel model;

  /** What gradient programs may take where nobody said how much. */
  private static final long PROGRAMS = 4L << 30;

  private final Precision precision;
  private final long memory;
  private final long limit;
  private final Map<Shape, TypedGraph> probed = new HashMap<>();
  private final Map<Shape, ForwardBatches> batches = new HashMap<>();
  private final List<Program> batchPrograms = new ArrayList<>();
  private WindowPrograms windows;
  private final Map<Taps, Program> plain = new HashMap<>();
  private final Map<Cut, LayerPrograms> cut = new HashMap<>();
  private final Map<String, Program> beside = new HashMap<>();
  private final SeedBatches seedBatches = new SeedBatches(this);
  private final GradientShelf gradients;

  /** What a forward program gives besides the prediction. */
  private record Taps(Shape input, Set<String> tensors) {}

  private record Cut(Shape input, String layer) {}

  public ModelRunner(Engine engine, SegmentationModel model) {
    this(engine, model, Precision.FLOAT);
  }

  /** A runner that computes gradients, and what they start from, in this precision. */
  public ModelRunner(Engine engine, SegmentationModel model, Precision precision) {
    this(engine, model, precision, new Memory(engine, ProgramBatches.MEMORY, PROGRAMS));
  }

  /**
   * @param memory bytes that the inputs of one batch and what the network makes of them may take,
   *     and that the gradient programs kept open for later questions may take
   */
  public ModelRunner(Engine engine, SegmentationModel model, long memory) {
    this(engine, model, Precision.FLOAT, new Memory(engine, memory, memory));
  }

  /**
   * A runner whose gradients may take less than the engine's tensors may.
   *
   * @param limit bytes that a gradient may take
   */
  static ModelRunner bounded(Engine engine, SegmentationModel model, long limit) {
    Memory memory = new Memory(ProgramBatches.MEMORY, PROGRAMS, limit);
    return new ModelRunner(engine, model, Precision.FLOAT, memory);
  }

  /**
   * Bytes that may be taken.
   *
   * @param batch by the inputs of one batch and what the network makes of them
   * @param programs by gradient programs that stay open for later questions
   * @param gradient by one gradient, all in all
   */
  private record Memory(long batch, long programs, long gradient) {
    Memory(Engine engine, long batch, long programs) {
      this(batch, programs, engine.options().memory());
    }
  }

  private ModelRunner(Engine engine, SegmentationModel model, Precision precision, Memory memory) {
    this.engine = engine;
    this.model = model;
    this.precision = precision;
    this.memory = memory.batch();
    this.limit = memory.gradient();
    this.gradients = new GradientShelf(memory.programs(), seedBatches::drop);
  }

  public SegmentationModel model() {
    return model;
  }

  public Engine engine() {
    return engine;
  }

  public Precision precision() {
    return precision;
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
    return evaluate(image, Steps.SILENT);
  }

  /** The same, with somebody who hears of the steps of long work. */
  public Evaluation evaluate(Tensor image, Steps steps) {
    return evaluate(image, Geometry.covering(image.shape()), steps);
  }

  /**
   * The same for an input of which the image may be a part: what was padded is no part of masks and
   * targets.
   *
   * @param geometry how the image lies in the input
   */
  public Evaluation evaluate(Tensor input, Geometry geometry, Steps steps) {
    return new WholeEvaluation(this, input, geometry, steps);
  }

  /** Loads an input of the network, which has to be finite. */
  NativeTensor load(Tensor input) {
    requireFinite(input);
    return engine.load(input);
  }

  static void requireFinite(Tensor input) {
    float[] values = input.toFloats();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new InputException(
            Text.format(
                "the image holds a value that is not a finite number (%s at element %d); repair it"
                    + " first",
                values[i], i));
      }
    }
  }

  /**
   * Runs many inputs of one size forward, in batches where the model allows it.
   *
   * @param image an input {@code [1,C,H,W]} of that size, on which this is found out
   */
  public ForwardBatches batches(Tensor image) {
    return batches.computeIfAbsent(image.shape(), shape -> openBatches(image));
  }

  private ForwardBatches openBatches(Tensor image) {
    Optional<Program> wide = new BatchProbe(engine, model).widen(image);
    wide.ifPresent(batchPrograms::add);
    return wide.map(program -> ProgramBatches.wide(model, program, typed(image.shape()), memory))
        .orElseGet(
            () ->
                ProgramBatches.narrow(model, plain(image.shape(), Set.of()), typed(image.shape())));
  }

  /** How changes of a size are computed by windows, if at all. */
  Optional<WindowPrograms.Choice> windows(
      Shape input, List<Long> extents, Optional<FrozenTarget> target) {
    windows = windows == null ? new WindowPrograms(engine, model) : windows;
    return windows.choose(typed(input), extents, target);
  }

  /** The model without gradients; gives the prediction and the tensors asked for. */
  Program plain(Shape input, Set<String> tensors) {
    return plain.computeIfAbsent(
        new Taps(input, tensors),
        taps -> {
          Set<String> outputs = new LinkedHashSet<>(List.of(model.logits()));
          outputs.add(model.probabilities());
          taps.tensors().stream().sorted().forEach(outputs::add);
          return engine.compile(
              typed(input).graph().edit().outputs(List.copyOf(outputs)).prune().build());
        });
  }

  /**
   * A graph other than the model's.
   *
   * @param key tells it from others
   */
  Program beside(String key, Graph graph) {
    return beside.computeIfAbsent(key, unknown -> engine.compile(graph));
  }

  /** The model cut in two at a layer. */
  LayerPrograms cut(Shape input, String layer) {
    return cut.computeIfAbsent(
        new Cut(input, layer), key -> LayerPrograms.compile(engine, model, typed(input), layer));
  }

  /** Programs that give all these gradients after one forward pass. */
  GradientPrograms gradients(Shape input, List<GradientRequest> requests) {
    return gradients
        .find(input, requests)
        .orElseGet(
            () -> {
              TypedGraph typed = typed(input);
              long bytes = GradientShelf.forwardBytes(typed, requests);
              gradients.makeRoom(bytes);
              GradientPrograms fresh = GradientPrograms.compile(this, typed, requests);
              long less = GradientShelf.recomputingBytes(typed);
              gradients.add(input, fresh, fresh.recomputes() ? less : bytes);
              return fresh;
            });
  }

  /**
   * Whether memory allows one forward pass for these requests, with one backward half at a time.
   *
   * @param beside bytes that stay taken meanwhile
   */
  boolean fits(Shape input, List<GradientRequest> requests, long beside) {
    TypedGraph typed = typed(input);
    return gradients.fits(
        beside + GradientShelf.forwardBytes(typed, requests) + GradientShelf.halfBytes(typed));
  }

  /** Bytes that one gradient may take, all in all. */
  long limit() {
    return limit;
  }

  /** Where gradient programs are kept open. */
  GradientShelf shelf() {
    return gradients;
  }

  /** Backward programs for several seeds at once. */
  SeedBatches seedBatches() {
    return seedBatches;
  }

  /** How many seeds run backward together, for images of this shape. */
  int seedsAtOnce(Shape input) {
    return seedBatches.size(input, memory);
  }

  @Override
  public void close() {
    seedBatches.close();
    plain.values().forEach(Program::close);
    cut.values().forEach(LayerPrograms::close);
    beside.values().forEach(Program::close);
    gradients.close();
    batchPrograms.forEach(Program::close);
    if (windows != null) {
      windows.close();
    }
    batchPrograms.clear();
    batches.clear();
    plain.clear();
    beside.clear();
    cut.clear();
  }
}
