package org.pixelwhy.model.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.onnx.runtime.Program;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * What came out of backward passes for several seeds at once, before anybody asked about a single
 * seed. Belongs to an {@link Evaluation}.
 */
final class SeedsAhead {
  private final ModelRunner runner;
  private final Shape image;
  private final List<Batch> batches = new ArrayList<>();

  /** What came out of one backward pass, item behind item. */
  private record Batch(
      GradientPrograms.Backward backward, List<Tensor> seeds, Map<String, Tensor> outputs) {
    Map<String, Tensor> of(Tensor seed) {
      int item = seeds.indexOf(seed);
      Map<String, Tensor> slices = new LinkedHashMap<>();
      outputs.forEach((name, batch) -> slices.put(name, BatchProbe.slice(batch, item)));
      return slices;
    }
  }

  SeedsAhead(ModelRunner runner, Shape image) {
    this.runner = runner;
    this.image = image;
  }

  /** How many seeds run at once within the memory that batches may take. */
  int atOnce() {
    return runner.seedsAtOnce(image);
  }

  /** What is known about a seed. */
  Optional<Map<String, Tensor>> of(GradientPrograms.Backward backward, Tensor seed) {
    return batches.stream()
        .filter(batch -> batch.backward() == backward && batch.seeds().contains(seed))
        .findFirst()
        .map(batch -> batch.of(seed));
  }

  /** Forgets what is known and runs backward for other seeds, where that is worthwhile. */
  void run(ForwardPasses passes, List<GradientRequest> requests, List<Tensor> seeds) {
    batches.clear();
    int size = atOnce();
    if (2 * seeds.size() <= size || size == 1) {
      return;
    }
    for (GradientRequest request : requests) {
      ForwardPass pass = passes.of(request);
      GradientPrograms.Backward backward = pass.backward(request);
      boolean windows = seeds.stream().allMatch(backward.windows()::serves);
      if (!windows
          && !backward.parts().recomputes()
          && batches.stream().noneMatch(known -> known.backward() == backward)) {
        SeedBatches programs = runner.seedBatches();
        programs
            .program(pass.programs(), backward, image, size)
            .flatMap(program -> run(pass, backward, program, seeds, size))
            .filter(batch -> programs.trusts(backward, () -> isRight(pass, batch)))
            .ifPresent(batches::add);
      }
    }
  }

  private Optional<Batch> run(
      ForwardPass pass,
      GradientPrograms.Backward backward,
      Program program,
      List<Tensor> seeds,
      int size) {
    Tensor all = SeedBatches.stack(seeds, size);
    try {
      Map<String, Tensor> outputs =
          pass.run(runner.engine(), backward, program, all, program.outputs());
      return Optional.of(new Batch(backward, seeds, outputs));
    } catch (InputException e) {
      // Something in the network counts on one image.
      runner.seedBatches().trusts(backward, () -> false);
      return Optional.empty();
    }
  }

  /** Whether the first and the last seed of a batch get what they get alone. */
  private boolean isRight(ForwardPass pass, Batch batch) {
    GradientPrograms.Backward backward = batch.backward();
    Program single = backward.program();
    List<Tensor> seeds = batch.seeds();
    for (Tensor seed : List.of(seeds.get(0), seeds.get(seeds.size() - 1))) {
      Map<String, Tensor> alone =
          pass.run(runner.engine(), backward, single, seed, single.outputs());
      Map<String, Tensor> together = batch.of(seed);
      for (Map.Entry<String, Tensor> output : alone.entrySet()) {
        if (!BatchProbe.close(output.getValue(), together.get(output.getKey()))) {
          return false;
        }
      }
    }
    return true;
  }
}
