package org.pixelwhy.attribution.perturbation;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.pixelwhy.model.run.Evaluation;
import org.pixelwhy.model.run.ForwardOutput;
import org.pixelwhy.model.run.MapSoFar;
import org.pixelwhy.model.run.Perturbations;
import org.pixelwhy.tensor.Tensor;

/** Runs the model on numbered versions of an image, once each, and keeps what is measured. */
final class Passes {
  private final Evaluation at;
  private final Perturbations perturbations;
  private final ScoreFile scores;
  private final String what;
  private final int total;
  private final ByteBuffer row;

  /**
   * @param perturbations runs the versions
   * @param scores receives a row for each version; those that it has are not run again
   * @param what the work, for those who hear of its steps
   * @param total greatest number of versions
   */
  Passes(Evaluation at, Perturbations perturbations, ScoreFile scores, String what, int total) {
    this.at = at;
    this.perturbations = perturbations;
    this.scores = scores;
    this.what = what;
    this.total = total;
    this.row = ScoreFile.buffer(scores.rowBytes());
  }

  /** What is measured at one version. */
  @FunctionalInterface
  interface Measure {
    /**
     * @param output good until this returns
     * @param row to be filled with what is measured, from its position to its limit
     */
    void measure(ForwardOutput output, ByteBuffer row);
  }

  /**
   * Runs all versions up to one that were not run yet. Batches end with blocks, so a run that goes
   * on has the batches of one that was never stopped.
   *
   * @param until the number of versions there will be results of
   * @param versions gives a version {@code [1,C,H,W]}; asked once for each, in ascending order, and
   *     each is done with when the next one is asked for
   */
  void run(int until, IntFunction<Tensor> versions, Measure measure) {
    while (scores.rows() < until) {
      int first = scores.rows();
      int end = Math.min(until, (first / ScoreFile.BLOCK + 1) * ScoreFile.BLOCK);
      perturbations.stream(
          IntStream.range(first, end)
              .mapToObj(
                  i -> {
                    at.steps().step(what, i, total);
                    return versions.apply(i);
                  })
              .iterator(),
          scores.batch(),
          output -> append(output, measure));
    }
  }

  /** Where results go as they come. */
  interface Filling {
    /** What was measured at a version. */
    void found(int version, double value);

    /** The map as it is. */
    MapSoFar map();
  }

  /**
   * The same where one double number is measured of each version, and whoever wants to sees how the
   * map fills.
   *
   * @param first version that is told; there are results of those before
   */
  void fill(
      int first,
      int until,
      IntFunction<Tensor> versions,
      ToDoubleFunction<ForwardOutput> measure,
      Filling filling) {
    int known = Math.min(until, scores.rows());
    double[] earlier = values(first, Math.max(first, known));
    for (int i = 0; i < earlier.length; i++) {
      filling.found(first + i, earlier[i]);
    }
    run(
        until,
        versions,
        (output, row) -> {
          double value = measure.applyAsDouble(output);
          row.putDouble(value);
          filling.found(scores.rows(), value);
          at.steps().soFar(filling::map);
        });
  }

  private void append(ForwardOutput output, Measure measure) {
    measure.measure(output, row.clear());
    scores.append(row.flip());
  }

  /** How versions are run, if not simply in batches. */
  List<String> notes() {
    return perturbations.notes();
  }

  /** What was measured at some versions, where that is one double number each. */
  double[] values(int from, int until) {
    return values(from, until, 0);
  }

  /** One of the double numbers that were measured at each of some versions. */
  double[] values(int from, int until, int number) {
    double[] values = new double[until - from];
    ByteBuffer bytes = ScoreFile.buffer(values.length * Double.BYTES);
    int offset = number * Double.BYTES;
    scores.read(from, values.length, offset, Double.BYTES, bytes).asDoubleBuffer().get(values);
    return values;
  }
}
