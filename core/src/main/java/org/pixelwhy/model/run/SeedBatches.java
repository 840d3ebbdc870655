package org.pixelwhy.model.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.graph.TypedGraph;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.onnx.runtime.ShapeProbe;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Backward programs for several seeds at once, for networks that treat the items of a batch apart.
 * Belongs to a {@link ModelRunner}.
 */
final class SeedBatches implements AutoCloseable {
  /** More seeds than this at once make nothing faster. */
  private static final int LARGEST = 16;

  private final ModelRunner runner;
  private final Map<Key, TypedGraph> wide = new HashMap<>();
  private final Map<GradientPrograms.Backward, Optional<Program>> programs =
      new IdentityHashMap<>();

  private final Set<GradientPrograms.Backward> trusted =
      Collections.newSetFromMap(new IdentityHashMap<>());

  private record Key(Shape input, int size) {}

  SeedBatches(ModelRunner runner) {
    this.runner = runner;
  }

  /**
   * How many seeds one program takes: a power of two, 1 where memory allows no more.
   *
   * @param memory bytes that the tensors of one run may take
   */
  int size(Shape input, long memory) {
    // Backward, about as much is held at once as forward.
    double bytes = ProgramBatches.OVERHEAD * Math.max(1, runner.typed(input).peakBytes());
    return Integer.highestOneBit((int) Math.max(1, Math.min(LARGEST, memory / bytes)));
  }

  /** The program for so many seeds; empty where the network does not allow it. */
  Optional<Program> program(
      GradientPrograms all, GradientPrograms.Backward backward, Shape input, int size) {
    return programs.computeIfAbsent(
        backward,
        key -> {
          try {
            return all.batched(runner, backward, runner.typed(input), wide(input, size));
          } catch (InputException e) {
            // A size of one that is built into the graph: seeds run one by one.
            return Optional.empty();
          }
        });
  }

  /** Closes what belongs to programs that are about to be closed. */
  void drop(GradientPrograms all) {
    for (GradientPrograms.Backward backward : all.backwards()) {
      trusted.remove(backward);
      Optional<Program> program = programs.remove(backward);
      if (program != null) {
        program.ifPresent(Program::close);
      }
    }
  }

  /** Whether a program's results may be used; if its first are wrong, it is given up. */
  boolean trusts(GradientPrograms.Backward backward, BooleanSupplier isRight) {
    boolean right = trusted.contains(backward) || isRight.getAsBoolean();
    if (right) {
      trusted.add(backward);
    } else {
      programs.put(backward, Optional.empty()).ifPresent(Program::close);
    }
    return right;
  }

  private TypedGraph wide(Shape input, int size) {
    return wide.computeIfAbsent(
        new Key(input, size),
        key -> {
          SegmentationModel model = runner.model();
          Map<String, Shape> shapes = Map.of(model.input(), input.with(0, size));
          return new ShapeProbe(runner.engine()).probe(BatchProbe.open(model), shapes);
        });
  }

  /** Tensors {@code [1,...]} one behind the other, filled up with the last one. */
  static Tensor stack(List<Tensor> seeds, int size) {
    List<Tensor> full = new ArrayList<>(seeds);
    while (full.size() < size) {
      full.add(seeds.get(seeds.size() - 1));
    }
    return BatchProbe.stack(full);
  }

  @Override
  public void close() {
    programs.values().forEach(program -> program.ifPresent(Program::close));
    programs.clear();
    trusted.clear();
    wide.clear();
  }
}
