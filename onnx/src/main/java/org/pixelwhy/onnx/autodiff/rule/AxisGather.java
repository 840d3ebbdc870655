package org.pixelwhy.onnx.autodiff.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.pixelwhy.onnx.autodiff.Ops;
import org.pixelwhy.tensor.Shape;

/**
 * The linear map {@code y[.., j, ..] = x[.., indices[j], ..]} along one axis, and its transpose.
 *
 * @param x shape of x
 * @param axis the axis gathered along
 * @param indices for each position of y the position in x, from 0; few enough to look at each
 */
record AxisGather(Shape x, int axis, long[] indices) {
  private static final int FEW_RUNS = 6;

  /** Consecutive positions of y whose indices all go up by one, down by one, or stay. */
  private record Run(int start, int end, long first, long step) {
    long lowest() {
      return step < 0 ? first - (end - start - 1) : first;
    }
  }

  /** dx from dy: the sum, for each position of x, of what was read from it. */
  String transpose(Ops ops, String dy) {
    List<Run> runs = runs();
    long[] inverse = inverse();
    if (runs.size() > 1 && inverse.length > 0) {
      return gatherBack(ops, dy, inverse);
    }
    if (runs.size() <= FEW_RUNS) {
      return ops.sum(runs.stream().map(run -> putBack(ops, dy, run)).toList());
    }
    return scatter(ops, dy);
  }

  private List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    int start = 0;
    while (start < indices.length) {
      int end = start + 1;
      long step = end < indices.length ? indices[end] - indices[start] : 1;
      if (Math.abs(step) > 1) {
        step = 1;
      }
      while (end < indices.length && indices[end] == indices[end - 1] + step) {
        end++;
      }
      runs.add(new Run(start, end, indices[start], step));
      start = end;
    }
    return runs;
  }

  /** Where each position of x went, -1 if nowhere; empty if one went to two places. */
  private long[] inverse() {
    long[] inverse = LongArrays.filled((int) x.dim(axis), -1);
    for (int j = 0; j < indices.length; j++) {
      if (inverse[(int) indices[j]] >= 0) {
        return new long[0];
      }
      inverse[(int) indices[j]] = j;
    }
    return inverse;
  }

  private String gatherBack(Ops ops, String dy, long[] inverse) {
    boolean allRead = Arrays.stream(inverse).allMatch(j -> j >= 0);
    String source = allRead ? dy : ops.pad(dy, x.rank(), axis, 0, 1);
    return ops.op("Gather", Map.of("axis", axis), source, ops.longs(orLast(inverse)));
  }

  /** The last position is that of the zeros. */
  private long[] orLast(long[] inverse) {
    return Arrays.stream(inverse).map(j -> j < 0 ? indices.length : j).toArray();
  }

  private String putBack(Ops ops, String dy, Run run) {
    boolean whole = run.start == 0 && run.end == indices.length;
    String part = whole ? dy : ops.slice(dy, axis, run.start, run.end);
    long length = run.end - run.start;
    if (run.step < 0) {
      part = ops.reverse(part, axis);
    } else if (run.step == 0) {
      part = ops.reduceSum(part, true, axis);
      length = 1;
    }
    long after = x.dim(axis) - run.lowest() - length;
    return ops.pad(part, x.rank(), axis, run.lowest(), after);
  }

  private String scatter(Ops ops, String dy) {
    Shape shape = x.with(axis, indices.length);
    String everywhere = AxisIndices.repeated(ops, ops.longs(indices), shape, axis);
    return ops.scatterAdd(x, everywhere, dy, axis);
  }
}
