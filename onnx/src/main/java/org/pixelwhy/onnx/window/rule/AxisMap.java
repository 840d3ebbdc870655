package org.pixelwhy.onnx.window.rule;

/**
 * Which positions of an operator's output depend on which of its input, along one axis.
 *
 * <p>The map is periodic: {@code down} positions further in the input is {@code up} positions
 * further in the output. So the operator run on a piece of its input that starts at a multiple of
 * {@code down} gives a piece of its output.
 */
public interface AxisMap {
  /** The outputs that a change of these inputs can reach; may exceed the axis. */
  Span reach(Span input);

  /** The inputs that these outputs are computed from; may exceed the axis. */
  Span need(Span output);

  /** Output positions of a period. */
  long up();

  /** Input positions of a period. */
  long down();

  /** Position by position. */
  static AxisMap same() {
    return new Sliding(new Stencil(1, 0, 1));
  }

  /** Outputs read a window of the input that moves by the stencil's stride. */
  record Sliding(Stencil stencil) implements AxisMap {
    @Override
    public Span reach(Span input) {
      return stencil.centres(input);
    }

    @Override
    public Span need(Span output) {
      return stencil.cells(output);
    }

    @Override
    public long up() {
      return 1;
    }

    @Override
    public long down() {
      return stencil.stride();
    }
  }

  /** Inputs spread over a window of the output that moves by the stencil's stride. */
  record Spreading(Stencil stencil) implements AxisMap {
    @Override
    public Span reach(Span input) {
      return stencil.cells(input);
    }

    @Override
    public Span need(Span output) {
      return stencil.centres(output);
    }

    @Override
    public long up() {
      return stencil.stride();
    }

    @Override
    public long down() {
      return 1;
    }
  }
}
