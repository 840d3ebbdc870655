package org.pixelwhy.image;

import java.awt.Shape;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/**
 * An area bounded by straight edges, perhaps with holes and several parts; pixel (row, column)
 * covers x from column to column + 1 and y from row to row + 1.
 *
 * <p>A point is inside when a ray from it crosses the edges an odd number of times.
 */
public final class Polygon {
  /** Curves are replaced by chords that stay this close, in pixels. */
  private static final double FLATNESS = 0.01;

  private static final int FLATTENING_DEPTH = 10;

  private final List<Edge> edges;

  private Polygon(List<Edge> edges) {
    this.edges = edges;
  }

  /**
   * An edge that goes down, {@code top < bottom}; level edges bound no pixel centre between rows.
   */
  private record Edge(double xTop, double top, double xBottom, double bottom) {
    double xAt(double y) {
      return xTop + (y - top) / (bottom - top) * (xBottom - xTop);
    }
  }

  /**
   * The polygon with these corners, closed from the last to the first.
   *
   * @throws InputException if there are fewer than three corners, or one is not finite
   */
  public static Polygon of(double[] x, double[] y) {
    if (x.length != y.length || x.length < 3) {
      throw new InputException(
          Text.format(
              "a polygon needs at least three corners with x and y, found %d x and %d y",
              x.length, y.length));
    }
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      int next = (i + 1) % x.length;
      add(edges, x[i], y[i], x[next], y[next]);
    }
    return new Polygon(edges);
  }

  /** The area of any shape, curves replaced by chords; overlapping parts cancel (even-odd rule). */
  public static Polygon of(Shape shape) {
    List<Edge> edges = new ArrayList<>();
    PathIterator path =
        new FlatteningPathIterator(shape.getPathIterator(null), FLATNESS, FLATTENING_DEPTH);
    double[] point = new double[6];
    double[] start = new double[2];
    double[] last = new double[2];
    while (!path.isDone()) {
      int kind = path.currentSegment(point);
      if (kind == PathIterator.SEG_LINETO) {
        add(edges, last[0], last[1], point[0], point[1]);
      } else {
        add(edges, last[0], last[1], start[0], start[1]);
        double[] from = kind == PathIterator.SEG_MOVETO ? point : start;
        start = Arrays.copyOf(from, 2);
        point = Arrays.copyOf(from, 6);
      }
      last = Arrays.copyOf(point, 2);
      path.next();
    }
    add(edges, last[0], last[1], start[0], start[1]);
    return new Polygon(edges);
  }

  private static void add(List<Edge> edges, double x1, double y1, double x2, double y2) {
    if (!Double.isFinite(x1 + y1 + x2 + y2)) {
      throw new InputException("a polygon's corners must be finite");
    }
    if (y1 < y2) {
      edges.add(new Edge(x1, y1, x2, y2));
    } else if (y2 < y1) {
      edges.add(new Edge(x2, y2, x1, y1));
    }
  }

  /** The pixels of a picture whose centres lie inside, or on a left or top edge. */
  public Mask mask(int rows, int columns) {
    List<List<Edge>> starting = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      starting.add(List.of());
    }
    for (Edge edge : edges) {
      double row = Math.max(0, Math.ceil(edge.top - 0.5));
      if (row < rows && edge.bottom > 0.5) {
        int at = (int) row;
        if (starting.get(at).isEmpty()) {
          starting.set(at, new ArrayList<>());
        }
        starting.get(at).add(edge);
      }
    }
    BitSet inside = new BitSet();
    List<Edge> active = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      double y = row + 0.5;
      active.addAll(starting.get(row));
      active.removeIf(edge -> edge.bottom <= y);
      fill(inside, active.stream().mapToDouble(e -> e.xAt(y)).sorted().toArray(), row, columns);
    }
    return Mask.of(new int[] {rows, columns}, inside::get);
  }

  private static void fill(BitSet inside, double[] crossings, int row, int columns) {
    for (int i = 0; i + 1 < crossings.length; i += 2) {
      int from = (int) Math.max(0, Math.min(columns, Math.ceil(crossings[i] - 0.5)));
      int to = (int) Math.max(from, Math.min(columns, Math.ceil(crossings[i + 1] - 0.5)));
      inside.set(row * columns + from, row * columns + to);
    }
  }
}
