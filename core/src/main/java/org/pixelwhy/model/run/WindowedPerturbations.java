package org.pixelwhy.model.run;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.pixelwhy.model.SegmentationModel;
import org.pixelwhy.onnx.runtime.NativeTensor;
import org.pixelwhy.onnx.runtime.NativeTensors;
import org.pixelwhy.onnx.window.Box;
import org.pixelwhy.onnx.window.Pieces;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Runs perturbed versions of one image forward: by windows where versions differ from the image in
 * a small box, or only a small region of the output is asked for, and that saves much; whole
 * elsewhere. The results are those of whole runs but for rounding.
 *
 * <p>Whether windows are used depends only on the network and on where versions differ, so that the
 * same versions give the same bits.
 */
final class WindowedPerturbations implements Perturbations {
  /** Sizes of changes are rounded up to multiples of this, to share programs. */
  private static final long SIZE_STEP = 8;

  private final ModelRunner runner;
  private final Tensor image;
  private final NativeTensor nativeImage;
  private final Optional<FrozenTarget> target;
  private final int[] usual;
  private final Map<WindowProgram, Unchanged> unchanged = new HashMap<>();
  private final Map<List<Long>, Optional<WindowPrograms.Choice>> choices = new HashMap<>();
  private final ReusedBuffers pieces = new ReusedBuffers();
  private final ReusedBuffers wholes = new ReusedBuffers();

  /** What a program knows of the unchanged run. */
  private record Unchanged(NativeTensors known, Tensor logits, Tensor probabilities) {}

  /**
   * A version and how it is computed.
   *
   * @param box where it differs, of a size that programs are made for
   * @param vain whether that reaches nothing that is asked for
   */
  private record Version(Tensor image, Box box, Optional<WindowProgram> program, boolean vain) {}

  /**
   * @param nativeImage the image, which stays its owner's property
   * @param target what alone is asked for, if it is known; outputs then hold only where it reads
   * @param usual extents of the box in which versions usually differ from the image
   */
  WindowedPerturbations(
      ModelRunner runner,
      Tensor image,
      NativeTensor nativeImage,
      Optional<FrozenTarget> target,
      int[] usual) {
    this.runner = runner;
    this.image = image;
    this.nativeImage = nativeImage;
    this.target = target;
    this.usual = usual.clone();
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    Optional<WindowPrograms.Choice> choice = choice(Box.around(new int[0], usual));
    choice.ifPresent(found -> notes.add(found.note()));
    if (choice.flatMap(WindowPrograms.Choice::program).isEmpty()) {
      runner.batches(image).note().ifPresent(notes::add);
    }
    return notes;
  }

  @Override
  public void stream(Iterator<Tensor> versions, int together, Consumer<ForwardOutput> consumer) {
    Lookahead ahead = new Lookahead(versions);
    int index = 0;
    while (ahead.hasNext()) {
      int first = index;
      Optional<WindowProgram> program = ahead.peek().program();
      if (ahead.peek().vain()) {
        ahead.take();
        index++;
        Unchanged run = unchanged(program.orElseThrow());
        consumer.accept(
            new ForwardOutput(first, run.logits(), run.probabilities(), runner.model().decision()));
      } else if (program.isPresent()) {
        index += byWindows(program.get(), ahead, first, consumer);
      } else {
        int[] count = {0};
        runner.batches(image).stream(
            ahead.whole(),
            together,
            output -> {
              count[0]++;
              consumer.accept(output.withIndex(first + output.index()));
            });
        index += count[0];
      }
    }
  }

  /** Runs one batch and returns its number of versions. */
  private int byWindows(
      WindowProgram program, Lookahead ahead, int first, Consumer<ForwardOutput> consumer) {
    List<Box> boxes = new ArrayList<>();
    Iterator<Tensor> parts = ahead.parts(program, boxes);
    Tensor stacked = pieces.fill(parts, program.batch());
    int count = boxes.size();
    while (boxes.size() < program.batch()) {
      boxes.add(boxes.get(count - 1));
    }
    stacked = filledUp(stacked, count, program.batch());
    Unchanged run = unchanged(program);
    WindowProgram.Result result =
        program.run(
            stacked,
            boxes,
            x -> x.equals(runner.model().input()) ? nativeImage : run.known().get(x),
            pieces::output);
    SegmentationModel model = runner.model();
    for (int i = 0; i < count; i++) {
      Tensor logits = whole(result, model.logits(), i, run.logits());
      Tensor probabilities =
          model.logits().equals(model.probabilities())
              ? logits
              : whole(result, model.probabilities(), i, run.probabilities());
      consumer.accept(new ForwardOutput(first + i, logits, probabilities, model.decision()));
    }
    return count;
  }

  private Tensor whole(WindowProgram.Result result, String output, int item, Tensor ground) {
    ByteBuffer memory = wholes.output(output, ground.tensorType());
    return result.whole(output, item, ground, memory.limit(ground.bytes().remaining()));
  }

  /** A batch that is not full, with its last item again and again. */
  private static Tensor filledUp(Tensor stacked, int count, int batch) {
    if (count == batch) {
      return stacked;
    }
    List<Tensor> items = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      items.add(BatchProbe.slice(stacked, Math.min(i, count - 1)));
    }
    return BatchProbe.stack(items);
  }

  private Unchanged unchanged(WindowProgram program) {
    return unchanged.computeIfAbsent(program, this::runUnchanged);
  }

  private Unchanged runUnchanged(WindowProgram program) {
    Set<String> taps = new LinkedHashSet<>(program.known());
    taps.remove(runner.model().input());
    NativeTensors known =
        runner.plain(image.shape(), taps).call(Map.of(runner.model().input(), nativeImage));
    return new Unchanged(
        known, known.tensor(runner.model().logits()), known.tensor(runner.model().probabilities()));
  }

  /** Whether and how to compute changes of a box by windows. */
  private Optional<WindowPrograms.Choice> choice(Box box) {
    return choices.computeIfAbsent(
        extents(box), size -> runner.windows(image.shape(), size, target));
  }

  /** The size that stands for the sizes of changes, so that they share programs. */
  private List<Long> extents(Box box) {
    Shape shape = image.shape();
    List<Long> extents = new ArrayList<>();
    for (int axis = 0; axis < shape.rank() - 2; axis++) {
      long whole = shape.dim(axis + 2);
      long size = Math.max(usual[axis], box.span(axis).size());
      long rounded = (size + SIZE_STEP - 1) / SIZE_STEP * SIZE_STEP;
      extents.add(size > whole / 2 ? whole : rounded);
    }
    return extents;
  }

  void close() {
    unchanged.values().forEach(run -> run.known().close());
    unchanged.clear();
  }

  /** Versions, of which one is drawn before it is known who takes it. */
  private final class Lookahead {
    private final Iterator<Tensor> versions;
    private Version next;

    Lookahead(Iterator<Tensor> versions) {
      this.versions = versions;
    }

    boolean hasNext() {
      if (next == null && versions.hasNext()) {
        Tensor version = versions.next();
        Box changed = Pieces.changed(image, version);
        Optional<WindowProgram> program = choice(changed).flatMap(WindowPrograms.Choice::program);
        long[] size = extents(changed).stream().mapToLong(Long::longValue).toArray();
        Box box = changed.enlarged(size, Box.whole(image.shape()));
        boolean vain = changed.isEmpty() || program.map(found -> found.isVain(box)).orElse(false);
        next = new Version(version, box, program, program.isPresent() && vain);
      }
      return next != null;
    }

    Version peek() {
      return hasNext() ? next : null;
    }

    private Version take() {
      Version taken = next;
      next = null;
      return taken;
    }

    /** The versions up to the next one that is computed by windows. */
    Iterator<Tensor> whole() {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return peek() != null && peek().program().isEmpty();
        }

        @Override
        public Tensor next() {
          return take().image();
        }
      };
    }

    /** What is changed in the versions up to the next one that another program computes. */
    Iterator<Tensor> parts(WindowProgram program, List<Box> boxes) {
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return peek() != null
              && !peek().vain()
              && peek().program().filter(p -> p == program).isPresent();
        }

        @Override
        public Tensor next() {
          Version version = take();
          boxes.add(version.box());
          return Pieces.cut(List.of(version.image()), List.of(version.box()));
        }
      };
    }
  }
}
