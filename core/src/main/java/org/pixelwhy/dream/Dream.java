package org.pixelwhy.dream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pixelwhy.dream.Place.Responses;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;
import org.pixelwhy.tensor.Text;

/**
 * Gradient ascent on pictures: {@code X_(j+1) = X_j + rate * di/dX}, with the mask of every X_j.
 * Several dreams run as one batch. Must be closed.
 *
 * <p>The same pictures and options give the same numbers, whether a dream was interrupted or not.
 */
public final class Dream implements AutoCloseable {
  private final ModelRunner runner;
  private final DreamQuestion question;
  private final DreamOptions options;
  private final List<DreamStart> starts;
  private final AscentProgram program;
  private final Shape shape;
  private final AscentStep ascent;
  private DreamState state;

  private Dream(
      ModelRunner runner, DreamQuestion question, DreamOptions options, List<DreamStart> starts) {
    this.runner = runner;
    this.question = question;
    this.options = options;
    this.starts = List.copyOf(starts);
    this.shape = starts.get(0).picture().shape().with(0, starts.size());
    this.program = AscentProgram.compile(runner, shape, question.site());
    this.ascent =
        new AscentStep(
            options,
            PictureSpace.inside(question.geometry(), shape),
            (int) shape.dim(1),
            (int) shape.dim(3));
  }

  /**
   * What is dreamt of.
   *
   * @param site the map that the neuron belongs to
   * @param classIndex of the masks
   * @param geometry how the image lies in the pictures
   */
  public record DreamQuestion(Site site, int classIndex, Geometry geometry) {}

  /** How many dreams of a picture's size may run together; 1 where the network takes no more. */
  public static int together(ModelRunner runner, Tensor picture, int wanted) {
    return AscentProgram.together(runner, picture, wanted);
  }

  /**
   * Opens dreams at their beginning.
   *
   * @param starts pictures of one size, no more than may run {@link #together}
   * @throws InputException if there is no such neuron
   */
  public static Dream begin(
      ModelRunner runner, DreamQuestion question, DreamOptions options, List<DreamStart> starts) {
    Dream dream = new Dream(runner, question, options, starts);
    try {
      dream.state = dream.first();
      return dream;
    } catch (RuntimeException e) {
      dream.close();
      throw e;
    }
  }

  /**
   * Opens dreams where they were interrupted.
   *
   * @param state what {@link #state} gave
   */
  public static Dream resume(
      ModelRunner runner,
      DreamQuestion question,
      DreamOptions options,
      List<DreamStart> starts,
      byte[] state) {
    Dream dream = new Dream(runner, question, options, starts);
    try {
      dream.state = DreamState.read(new DataInputStream(new ByteArrayInputStream(state)));
      return dream;
    } catch (IOException e) {
      dream.close();
      throw new InputException("the state of the dream is damaged; begin anew", e);
    }
  }

  private DreamState first() {
    DreamState.Single[] dreams = new DreamState.Single[starts.size()];
    Arrays.setAll(dreams, d -> new DreamState.Single(starts.get(d).picture().toFloats()));
    DreamState first = new DreamState(dreams);
    AscentProgram.Result result =
        program.run(pictures(first), Tensor.filled(DataType.FLOAT, 0, program.map().dims()));
    float[] map = result.map().toFloats();
    for (int d = 0; d < dreams.length; d++) {
      dreams[d].cells = starts.get(d).place().cells(responses(map, d), question.geometry());
    }
    return first;
  }

  private Responses responses(float[] map, int dream) {
    Shape extents = program.map();
    int area = (int) (extents.dim(2) * extents.dim(3));
    int from = offset(dream);
    return new Responses(
        (int) extents.dim(2), (int) extents.dim(3), Arrays.copyOfRange(map, from, from + area));
  }

  /** Where in the neuron's maps the channel of a dream begins. */
  private int offset(int dream) {
    Shape extents = program.map();
    int area = (int) (extents.dim(2) * extents.dim(3));
    return (int) ((dream * extents.dim(1) + question.site().channel()) * area);
  }

  private Tensor pictures(DreamState of) {
    ByteBuffer bytes = Tensor.allocate(DataType.FLOAT, shape);
    for (DreamState.Single dream : of.dreams) {
      for (float value : dream.picture) {
        bytes.putFloat(value);
      }
    }
    return Tensor.of(DataType.FLOAT, shape, bytes.flip());
  }

  private Tensor seed() {
    float[] seed = new float[Math.toIntExact(program.map().size())];
    for (int d = 0; d < state.dreams.length; d++) {
      int[] cells = state.dreams[d].cells;
      for (int cell : cells) {
        seed[offset(d) + cell] = 1f / cells.length;
      }
    }
    return Tensor.of(seed, program.map().dims());
  }

  /**
   * Goes on until all dreams have ended.
   *
   * @param listener hears of every step
   */
  public void run(DreamListener listener) {
    Tensor seed = seed();
    while (state.goesOn()) {
      step(seed, listener);
      state.step++;
      listener.stepped(state.step);
    }
  }

  private void step(Tensor seed, DreamListener listener) {
    AscentProgram.Result result = program.run(pictures(state), seed);
    float[] gradient = result.gradient().toFloats();
    int size = gradient.length / state.dreams.length;
    for (int d = 0; d < state.dreams.length; d++) {
      DreamState.Single dream = state.dreams[d];
      if (dream.end == DreamEnd.GOES_ON) {
        float[] own = Arrays.copyOfRange(gradient, d * size, (d + 1) * size);
        DreamEnd end = one(dream, d, result, own, listener);
        if (end != DreamEnd.GOES_ON) {
          dream.end = end;
          dream.ended = end == DreamEnd.DIVERGED ? state.step - 1 : state.step;
        }
      }
    }
  }

  private DreamEnd one(
      DreamState.Single dream,
      int d,
      AscentProgram.Result result,
      float[] gradient,
      DreamListener listener) {
    Tensor logits = item(result.logits(), d);
    Tensor probabilities = item(result.probabilities(), d);
    double activation = activation(result.map(), d);
    if (!Double.isFinite(activation)
        || !isFinite(gradient)
        || !isFinite(dream.picture)
        || !isFinite(logits.toFloats())
        || !isFinite(probabilities.toFloats())) {
      return DreamEnd.DIVERGED;
    }
    Mask mask = mask(logits, probabilities);
    double[] numbers =
        listener.frame(new DreamFrame(d, state.step, dream.picture.clone(), mask, activation));
    if (settled(dream, mask, numbers)) {
      return DreamEnd.SETTLED;
    }
    if (state.step == options.steps()) {
      return DreamEnd.LAST_STEP;
    }
    boolean changed = ascent.take(dream, gradient, starts.get(d).stride());
    return changed ? DreamEnd.GOES_ON : DreamEnd.STILL;
  }

  private static Tensor item(Tensor batch, int d) {
    float[] values = batch.toFloats();
    int size = (int) (values.length / batch.shape().dim(0));
    return Tensor.of(
        Arrays.copyOfRange(values, d * size, (d + 1) * size), batch.shape().with(0, 1).dims());
  }

  private double activation(Tensor map, int d) {
    double sum = 0;
    for (int cell : state.dreams[d].cells) {
      sum += map.get(offset(d) + cell);
    }
    return sum / state.dreams[d].cells.length;
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /** The mask of the class, of the picture's size whatever the output's. */
  private Mask mask(Tensor logits, Tensor probabilities) {
    Mask found =
        new Prediction(logits, probabilities, runner.model().reading(question.geometry()))
            .mask(question.classIndex());
    int height = (int) shape.dim(2);
    int width = (int) shape.dim(3);
    if (found.height() == height && found.width() == width) {
      return found;
    }
    return Mask.of(
        new int[] {height, width},
        i -> found.get(i / width * found.height() / height, i % width * found.width() / width));
  }

  private boolean settled(DreamState.Single dream, Mask mask, double[] numbers) {
    boolean[] members = new boolean[mask.size()];
    for (int i = 0; i < members.length; i++) {
      members[i] = mask.get(i);
    }
    boolean same =
        !mask.isEmpty()
            && Arrays.equals(members, dream.mask)
            && alike(numbers, dream.numbers, options.stop().tolerance());
    dream.unchanged = same ? dream.unchanged + 1 : 0;
    dream.mask = members;
    dream.numbers = numbers.clone();
    return options.stop().patience() > 0 && dream.unchanged >= options.stop().patience();
  }

  private static boolean alike(double[] now, double[] before, double tolerance) {
    if (now.length != before.length) {
      return false;
    }
    for (int i = 0; i < now.length; i++) {
      boolean bothUndefined = Double.isNaN(now[i]) && Double.isNaN(before[i]);
      double most = tolerance * Math.max(Math.abs(now[i]), Math.abs(before[i]));
      if (!bothUndefined && !(Math.abs(now[i] - before[i]) <= most)) {
        return false;
      }
    }
    return true;
  }

  /** Rows and columns of the map that the neuron belongs to. */
  public List<Integer> map() {
    return List.of((int) program.map().dim(2), (int) program.map().dim(3));
  }

  /** Where and how each dream is. */
  public List<Standing> standings() {
    List<Standing> standings = new ArrayList<>();
    for (DreamState.Single dream : state.dreams) {
      standings.add(new Standing(dream.end, dream.ended, dream.rate, dream.cells.clone()));
    }
    return standings;
  }

  /**
   * Where a dream is.
   *
   * @param end why it ended, if it did
   * @param step the last one that was heard of; -1 where it goes on, or none was
   * @param rate alpha; NaN before the first step
   * @param cells of the map that are the neuron
   */
  public record Standing(DreamEnd end, int step, double rate, int[] cells) {
    /** What to tell of a dream that diverged. */
    public String divergence() {
      return Text.format(
          "a value was no longer finite after step %d, at a step size of %s; its frames until then"
              + " are kept, a smaller step size or clipping may help",
          step, Text.number(rate));
    }
  }

  /** All that {@link #resume} needs. */
  public byte[] state() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      state.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    program.close();
  }
}
