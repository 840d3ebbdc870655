package org.pixelwhy.model.run;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.pixelwhy.tensor.Shape;
import org.pixelwhy.tensor.Tensor;

/**
 * The tiles of an input of one size, numbered row by row, and the part that each has in the whole
 * output: {@code y = sum over t of s_t y_t}, where the shares {@code s_t = w_t / sum of w} of the
 * tiles that hold a position add up to 1.
 */
final class TileGrid {
  private final TileAxis rows;
  private final TileAxis columns;
  private final Shape input;
  private final int classes;
  private final int[] tops;
  private final int[] lefts;
  private final double[] vertical;
  private final double[] horizontal;
  private final double[][] down;
  private final double[][] across;

  /**
   * @param input {@code [1,C,H,W]}, of an extent that the axes cover
   * @param classes channels of the output
   */
  TileGrid(TileAxis rows, TileAxis columns, Shape input, int classes) {
    this.rows = rows;
    this.columns = columns;
    this.input = input;
    this.classes = classes;
    this.tops = rows.starts(height());
    this.lefts = columns.starts(width());
    this.vertical = rows.weights();
    this.horizontal = columns.weights();
    this.down = rows.shares(height());
    this.across = columns.shares(width());
  }

  /** How many tiles there are. */
  int count() {
    return tops.length * lefts.length;
  }

  /** Of an input's tile. */
  Shape tile() {
    return Shape.of(1, channels(), rows.input(), columns.input());
  }

  /** Of the output for the whole input. */
  Shape output() {
    return Shape.of(1, classes, rows.positions(height()), columns.positions(width()));
  }

  private int channels() {
    return (int) input.dim(1);
  }

  private int height() {
    return (int) input.dim(2);
  }

  private int width() {
    return (int) input.dim(3);
  }

  private int top(int tile) {
    return tops[tile / lefts.length];
  }

  private int left(int tile) {
    return lefts[tile % lefts.length];
  }

  /** What a tile holds of the whole input. */
  Tensor cut(float[] whole, int tile) {
    float[] values = new float[channels() * rows.input() * columns.input()];
    for (int row = 0; row < channels() * rows.input(); row++) {
      System.arraycopy(
          whole, inputPlace(tile, row), values, row * columns.input(), columns.input());
    }
    return Tensor.of(values, tile().dims());
  }

  /** Whether two inputs are the same in a tile. */
  boolean agree(float[] a, float[] b, int tile) {
    for (int row = 0; row < channels() * rows.input(); row++) {
      int from = inputPlace(tile, row);
      int to = from + columns.input();
      if (!Arrays.equals(a, from, to, b, from, to)) {
        return false;
      }
    }
    return true;
  }

  /** Adds what was found about a tile's input to the whole. */
  void add(float[] found, int tile, float[] whole) {
    for (int row = 0; row < channels() * rows.input(); row++) {
      int at = inputPlace(tile, row);
      for (int x = 0; x < columns.input(); x++) {
        whole[at + x] += found[row * columns.input() + x];
      }
    }
  }

  /** Where a row of a tile's input, counted over all channels, begins in the whole. */
  private int inputPlace(int tile, int row) {
    int channel = row / rows.input();
    int y = top(tile) + row % rows.input();
    return (channel * height() + y) * width() + left(tile);
  }

  /** Whether a tile has a part in what weights on the whole output read. */
  boolean reads(float[] weights, int tile) {
    for (int row = 0; row < classes * rows.output(); row++) {
      int at = outputPlace(tile, row);
      for (int x = 0; x < columns.output(); x++) {
        if (weights[at + x] != 0) {
          return true;
        }
      }
    }
    return false;
  }

  /** The weights that a tile's output has in weights of the whole: {@code s_t W}. */
  Tensor share(float[] weights, int tile) {
    float[] part = outputPart(weights, tile);
    each(tile, (own, at, share) -> part[own] *= (float) share);
    return output(part);
  }

  /**
   * What all tiles together say where one of them lies.
   *
   * @param said what each says
   */
  Tensor blended(int tile, IntFunction<Tensor> said) {
    TileBlend blend = new TileBlend(classes, rows.output(), columns.output());
    for (int other = 0; other < count(); other++) {
      int below = rows.positions(top(other)) - rows.positions(top(tile));
      int behind = columns.positions(left(other)) - columns.positions(left(tile));
      if (Math.abs(below) < rows.output() && Math.abs(behind) < columns.output()) {
        blend.add(said.apply(other), below, behind, vertical, horizontal);
      }
    }
    return blend.whole();
  }

  /** Puts values into the whole output where a tile lies. */
  void putOutput(Tensor part, int tile, float[] whole) {
    float[] values = part.toFloats();
    each(tile, (own, at, share) -> whole[at] = values[own]);
  }

  private Tensor output(float[] part) {
    return Tensor.of(part, 1, classes, rows.output(), columns.output());
  }

  private float[] outputPart(float[] whole, int tile) {
    float[] part = new float[classes * rows.output() * columns.output()];
    for (int row = 0; row < classes * rows.output(); row++) {
      System.arraycopy(
          whole, outputPlace(tile, row), part, row * columns.output(), columns.output());
    }
    return part;
  }

  private int outputPlace(int tile, int row) {
    int channel = row / rows.output();
    int y = rows.positions(top(tile)) + row % rows.output();
    Shape whole = output();
    return (int) ((channel * whole.dim(2) + y) * whole.dim(3)) + columns.positions(left(tile));
  }

  /** Does something with each element of a tile's output. */
  private interface Visit {
    void of(int own, int whole, double share);
  }

  private void each(int tile, Visit visit) {
    double[] ofRows = down[tile / lefts.length];
    double[] ofColumns = across[tile % lefts.length];
    for (int row = 0; row < classes * rows.output(); row++) {
      int at = outputPlace(tile, row);
      double share = ofRows[row % rows.output()];
      for (int x = 0; x < columns.output(); x++) {
        visit.of(row * columns.output() + x, at + x, share * ofColumns[x]);
      }
    }
  }

  /** An empty output, to which tiles are added. */
  TileBlend blend() {
    Shape whole = output();
    return new TileBlend(classes, (int) whole.dim(2), (int) whole.dim(3));
  }

  /** Adds a tile's output {@code [1,K,h,w]}. */
  void add(TileBlend blend, Tensor found, int tile) {
    blend.add(
        found, rows.positions(top(tile)), columns.positions(left(tile)), vertical, horizontal);
  }

  /** In words. */
  @Override
  public String toString() {
    return count() + " tiles of " + columns.input() + "x" + rows.input() + " pixels";
  }
}
