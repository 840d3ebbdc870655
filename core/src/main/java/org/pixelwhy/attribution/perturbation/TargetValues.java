package org.pixelwhy.attribution.perturbation;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.FrozenTarget;
import org.pixelwhy.model.run.MapSoFar;
import org.pixelwhy.tensor.Tensor;

/**
 * A target's values at numbered versions of what is explained, each measured once and kept in
 * blocks of {@value #BLOCK}, so that a run that was stopped goes on after the last one with the
 * same values.
 */
public final class TargetValues implements AutoCloseable {
  /** Versions of a block: what a killed process loses at most. */
  public static final int BLOCK = ScoreFile.BLOCK;

  private final Evaluation at;
  private final FrozenTarget target;
  private final ScoreFile scores;

  private TargetValues(Evaluation at, FrozenTarget target, ScoreFile scores) {
    this.at = at;
    this.target = target;
    this.scores = scores;
  }

  /**
   * Values of a method's run.
   *
   * @param settings all that decides which versions there are besides network, image and target
   * @param batch number of versions that run together
   * @throws org.pixelwhy.tensor.InputException if the run shall go on from what belongs to another
   *     request
   */
  public static TargetValues open(
      PerturbationRun run, Evaluation at, FrozenTarget target, String settings, int batch) {
    byte[] fingerprint = Fingerprint.of(at, target, settings).bytes();
    ScoreFile scores = ScoreFile.open(run, fingerprint, Double.BYTES, batch);
    return new TargetValues(at, target, scores);
  }

  /**
   * The values at changed images, which run in batches, or by windows where that saves much.
   *
   * @param what the work, for those who hear of its steps
   * @param versions gives an image {@code [1,C,H,W]}; asked once for each, in ascending order
   * @param soFar the map by the values of the first versions, for those who watch
   */
  public double[] ofImages(
      String what, int count, IntFunction<Tensor> versions, Function<double[], MapSoFar> soFar) {
    int[] extents = new Pixels(at.image()).extents();
    Passes passes =
        new Passes(at, at.perturbations(Optional.of(target), extents), scores, what, count);
    double[] values = new double[count];
    Passes.Filling filling =
        new Passes.Filling() {
          private int known;

          @Override
          public void found(int version, double value) {
            values[version] = value;
            known = version + 1;
          }

          @Override
          public MapSoFar map() {
            return soFar.apply(Arrays.copyOf(values, known));
          }
        };
    passes.fill(0, count, versions, output -> target.value(output.output(target.on())), filling);
    return values;
  }

  /**
   * The value at a version of anything, by a measure of its own.
   *
   * @param version asked for in ascending order
   * @param measure is asked unless an earlier run measured it
   */
  public double of(int version, DoubleSupplier measure) {
    ByteBuffer row = ScoreFile.buffer(Double.BYTES);
    if (version < scores.rows()) {
      return scores.read(version, 1, 0, Double.BYTES, row).getDouble();
    }
    double value = measure.getAsDouble();
    scores.append(row.putDouble(value).flip());
    return value;
  }

  /** All was measured and used: what was kept is not needed any more. */
  public void finish() {
    scores.finish();
  }

  @Override
  public void close() {
    scores.close();
  }
}
