package org.pixelwhy.onnx.window;

import java.util.List;

/** Where the pieces of one change lie. */
public record Placement(List<AxisPlacement> axes) {
  public Placement {
    axes = List.copyOf(axes);
  }

  AxisPlacement axis(int axis) {
    return axes.get(axis);
  }

  /** The box that changes. */
  public Box change() {
    return new Box(axes.stream().map(AxisPlacement::change).toList());
  }

  /** The positions of an output that the change reaches, as far as they are wanted. */
  public Box reached(String output) {
    return new Box(axes.stream().map(axis -> axis.right().get(output)).toList());
  }

  /** Whether the change reaches nothing that is wanted. */
  public boolean isVain() {
    return axes.get(0).right().keySet().stream().allMatch(output -> reached(output).isEmpty());
  }
}
