package org.pixelwhy.onnx.graph;

/**
 * A declared extent of an input or output: a number, a symbol such as {@code batch}, or nothing.
 *
 * @param extent the number, or -1 where it is not fixed
 * @param symbol the name of an extent that is not fixed; empty where it has none
 */
public record Dimension(long extent, String symbol) {
  public Dimension {
    if (extent < -1) {
      throw new GraphException("extent " + extent + " of a dimension is negative");
    }
  }

  public static Dimension of(long extent) {
    return new Dimension(extent, "");
  }

  public static Dimension symbol(String symbol) {
    return new Dimension(-1, symbol);
  }

  public boolean isFixed() {
    return extent >= 0;
  }

  @Override
  public String toString() {
    return isFixed() ? Long.toString(extent) : symbol.isEmpty() ? "?" : symbol;
  }
}
