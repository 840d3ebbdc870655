package org.pixelwhy.dream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pixelwhy.dream.Place.Responses;
import org.pixelwhy.image.Geometry;
import org.pixelwhy.image.Mask;
import org.pixelwhy.model.Prediction;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * Gradient ascent on pictures: {@code X_(j+1) = X_j + rate * di/dX}, with the mask of every X_j.
 * Several dreams go on side by side. Must be closed.
 *
 * <p>The same pictures and options give the same numbers, whether a dream was interrupted or not.
 *
 * <p>Pictures run one by one: on a CPU, a batch takes as long as its pictures do by themselves, and
 * the backward half of a small neuron is computed only where it looks, which differs between
 * pictures.
 */
public final class Dream implements AutoCloseable {
  private final ModelRunner runner;
  private final DreamQuestion question;
  private final DreamOptions options;
  private final List<DreamStart> starts;
  private final PictureNetwork network;
  private final Shape shape;
  private final AscentStep ascent;
  private DreamState state;

  private Dream(
      ModelRunner runner, DreamQuestion question, DreamOptions options, List<DreamStart> starts) {
    this.runner = runner;
    this.question = question;
    this.options = options;
    this.starts = List.copyOf(starts);
    this.shape = starts.get(0).picture().shape();
    for (DreamStart start : starts) {
      if (!start.picture().shape().equals(shape)) {
        throw new InputException("dreams that go on side by side begin with pictures of one size");
      }
    }
    this.network = PictureNetwork.open(runner, shape, question.site(), question.geometry());
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

  /**
   * Opens dreams at their beginning.
   *
   * @param runner of the network; outlives the dreams
   * @param starts pictures of one size, at least one
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
    for (int d = 0; d < dreams.length; d++) {
      dreams[d] = new DreamState.Single(starts.get(d).picture().toFloats());
      Responses map = responses(network.responses(starts.get(d).picture()));
      dreams[d].cells = starts.get(d).place().cells(map, question.geometry());
    }
    return new DreamState(dreams);
  }

  private Responses responses(Tensor map) {
    int from = offset();
    return new Responses(
        rows(), columns(), Arrays.copyOfRange(map.toFloats(), from, from + rows() * columns()));
  }

  private int rows() {
    return (int) network.map().dim(2);
  }

  private int columns() {
    return (int) network.map().dim(3);
  }

  /** Where in the maps the neuron's channel begins. */
  private int offset() {
    return question.site().channel() * rows() * columns();
  }

  private Tensor seed(DreamState.Single dream) {
    float[] seed = new float[Math.toIntExact(network.map().size())];
    for (int cell : dream.cells) {
      seed[offset() + cell] = 1f / dream.cells.length;
    }
    return Tensor.of(seed, network.map().dims());
  }

  /**
   * Goes on until all dreams have ended.
   *
   * @param listener hears of every step
   */
  public void run(DreamListener listener) {
    while (state.goesOn()) {
      for (int d = 0; d < state.dreams.length; d++) {
        DreamState.Single dream = state.dreams[d];
        if (dream.end == DreamEnd.GOES_ON) {
          dream.end = step(dream, d, listener);
          boolean diverged = dream.end == DreamEnd.DIVERGED;
          dream.ended = dream.end == DreamEnd.GOES_ON ? -1 : state.step - (diverged ? 1 : 0);
        }
      }
      state.step++;
      listener.stepped(state.step);
    }
  }

  private DreamEnd step(DreamState.Single dream, int d, DreamListener listener) {
    if (!isFinite(dream.picture)) {
      return DreamEnd.DIVERGED;
    }
    PictureNetwork.Result result =
        network.run(Tensor.of(dream.picture.clone(), shape.dims()), seed(dream));
    double activation = activation(dream, result.map());
    float[] gradient = result.gradient().toFloats();
    if (!Double.isFinite(activation)
        || !isFinite(gradient)
        || !isFinite(result.decisive().toFloats())
        || !isFinite(result.probabilities().toFloats())) {
      return DreamEnd.DIVERGED;
    }
    Mask mask = mask(result);
    double[] numbers =
        listener.frame(new DreamFrame(d, state.step, dream.picture.clone(), mask, activation));
    if (dream.settled(mask, numbers, options.stop())) {
      return DreamEnd.SETTLED;
    }
    if (state.step == options.steps()) {
      return DreamEnd.LAST_STEP;
    }
    boolean changed = ascent.take(dream, gradient, starts.get(d).stride());
    return changed ? DreamEnd.GOES_ON : DreamEnd.STILL;
  }

  private double activation(DreamState.Single dream, Tensor map) {
    double sum = 0;
    for (int cell : dream.cells) {
      sum += map.get(offset() + cell);
    }
    return sum / dream.cells.length;
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
  private Mask mask(PictureNetwork.Result result) {
    Mask found =
        new Prediction(
                result.decisive(),
                result.probabilities(),
                runner.model().reading(question.geometry()))
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

  /** Rows and columns of the map that the neuron belongs to. */
  public List<Integer> map() {
    return List.of(rows(), columns());
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
  public record Standing(DreamEnd end, int step, double rate, int[] cells) {}

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
    network.close();
  }
}
