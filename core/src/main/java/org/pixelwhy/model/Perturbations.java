package org.pixelwhy.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.pixelwhy.onnx.graph.Shape;
import org.pixelwhy.onnx.graph.Tensor;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.NativeTensors;
import org.pixelwhy.onnx.window.Box;
import org.pixelwhy.onnx.window.Pieces;
import org.pixelwhy.onnx.window.rule.Span;

/**
 * Runs perturbed versions of one image forward: by windows where versions differ from the image in
 * a small box, or only a small region of the output is asked for, and that saves much; whole
 * elsewhere. The results are those of whole runs but for rounding.
 *
 * <p>Whether windows are used depends only on the network and on where versions differ, so that the
 * same versions give the same bits. Belongs to an {@link Evaluation}, which closes it. Not
 * thread-safe.
 */
public final class Perturbations {
  /** Sizes of changes are rounded up to multiples of this, to share programs. */
  private static final long SIZE_STEP = 8;

  private final ModelRunner runner;
  private final Tensor image;
  private final NativeTensor nativeImage;
  private final Optional<FrozenTarget> target;
  private final Map<WindowProgram, NativeTensors> unchanged = new HashMap<>();

  /**
   * @param nativeImage the image, which stays its owner's property
   * @param target what alone is asked for, if it is known; outputs then hold only where it reads
   */
  Perturbations(
      ModelRunner runner, Tensor image, NativeTensor nativeImage, Optional<FrozenTarget> target) {
    this.runner = runner;
    this.image = image;
    this.nativeImage = nativeImage;
    this.target = target;
  }

  /**
   * How versions of a kind are run, if not simply in batches.
   *
   * @param extents of the box in which they differ from the image
   */
  public List<String> notes(int[] extents) {
    List<String> notes = new ArrayList<>();
    Box box = new Box(Arrays.stream(extents).mapToObj(Span::whole).toList());
    Optional<WindowPrograms.Choice> choice = choice(List.of(box));
    choice.ifPresent(found -> notes.add(found.note()));
    if (choice.flatMap(WindowPrograms.Choice::program).isEmpty()) {
      runner.batches(image).note().ifPresent(notes::add);
    }
    return notes;
  }

  /**
   * Runs the model on every version.
   *
   * @param versions tensors {@code [1,C,H,W]}, like the image
   * @param together number of versions in a batch
   * @param consumer gets the outputs, in the order of the versions
   */
  public void run(Iterator<Tensor> versions, int together, Consumer<ForwardOutput> consumer) {
    int index = 0;
    List<Tensor> batch = new ArrayList<>();
    while (versions.hasNext()) {
      batch.add(versions.next());
      if (batch.size() == together || !versions.hasNext()) {
        run(batch, index, together, consumer);
        index += batch.size();
        batch.clear();
      }
    }
  }

  private void run(List<Tensor> batch, int first, int together, Consumer<ForwardOutput> consumer) {
    List<Box> boxes = batch.stream().map(version -> Pieces.changed(image, version)).toList();
    Optional<WindowProgram> program = choice(boxes).flatMap(WindowPrograms.Choice::program);
    if (program.isEmpty()) {
      runner
          .batches(image)
          .run(
              batch.iterator(),
              together,
              output -> consumer.accept(output.withIndex(first + output.index())));
      return;
    }
    NativeTensors known = unchanged.computeIfAbsent(program.get(), this::runUnchanged);
    Tensor logits = known.tensor(runner.model().logits());
    Tensor probabilities = known.tensor(runner.model().probabilities());
    for (int i = 0; i < batch.size(); i += program.get().batch()) {
      int end = Math.min(batch.size(), i + program.get().batch());
      WindowProgram.Result result =
          program
              .get()
              .run(
                  batch.subList(i, end),
                  boxes.subList(i, end),
                  x -> x.equals(runner.model().input()) ? nativeImage : known.get(x));
      for (int k = i; k < end; k++) {
        consumer.accept(
            new ForwardOutput(
                first + k,
                result.whole(runner.model().logits(), k - i, logits),
                result.whole(runner.model().probabilities(), k - i, probabilities),
                runner.model()));
      }
    }
  }

  private NativeTensors runUnchanged(WindowProgram program) {
    Set<String> taps = new LinkedHashSet<>(program.known());
    taps.remove(runner.model().input());
    return runner.plain(image.shape(), taps).call(Map.of(runner.model().input(), nativeImage));
  }

  /** Whether and how to compute changes of the size of the largest of some boxes by windows. */
  private Optional<WindowPrograms.Choice> choice(List<Box> boxes) {
    Shape shape = image.shape();
    List<Long> extents = new ArrayList<>();
    for (int i = 0; i < shape.rank() - 2; i++) {
      int axis = i;
      long most = boxes.stream().mapToLong(box -> box.span(axis).size()).max().orElse(1);
      extents.add(sizeClass(Math.max(1, most), shape.dim(axis + 2)));
    }
    return runner.windows(shape, extents, target);
  }

  /** The size that stands for changes of a size, so that they share programs. */
  private static long sizeClass(long size, long whole) {
    return size > whole / 2 ? whole : (size + SIZE_STEP - 1) / SIZE_STEP * SIZE_STEP;
  }

  void close() {
    unchanged.values().forEach(NativeTensors::close);
    unchanged.clear();
  }
}
