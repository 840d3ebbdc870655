package org.pixelwhy.study.dream;

import java.util.List;
import org.pixelwhy.dream.DreamEnd;

/**
 * One dream, step by step.
 *
 * @param start what differs from the other dreams, in words
 * @param end why it ended
 * @param rate alpha
 * @param cells of the neuron's map
 * @param steps from the first picture on; empty where that diverged already
 */
public record DreamPath(
    String start, DreamEnd end, double rate, List<Integer> cells, List<Row> steps) {
  public DreamPath {
    cells = List.copyOf(cells);
    steps = List.copyOf(steps);
  }

  /**
   * A step.
   *
   * @param area pixels of the mask
   * @param values of the features, NaN where undefined
   */
  public record Row(int step, double activation, int area, double[] values) {
    public Row {
      values = values.clone();
    }

    @Override
    public double[] values() {
      return values.clone();
    }
  }

  /** A feature by step. */
  public double[] curve(int feature) {
    return steps.stream().mapToDouble(row -> row.values[feature]).toArray();
  }

  /** What to tell of it where it diverged. */
  public String divergence() {
    return "diverged after step "
        + (steps.isEmpty() ? "-" : steps.get(steps.size() - 1).step())
        + ": a value was no longer finite; the frames until then are kept, a smaller step size or"
        + " clipping may help";
  }
}
