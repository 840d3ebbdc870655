package org.pixelwhy.onnx.window.rule;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Lists of maps, one for each windowed axis. */
final class Axes {
  private Axes() {}

  static Optional<List<AxisMap>> same(WindowNode node) {
    return each(node, axis -> AxisMap.same());
  }

  static Optional<List<AxisMap>> each(WindowNode node, IntFunction<AxisMap> map) {
    return Optional.of(IntStream.range(0, node.axes()).mapToObj(map).toList());
  }
}
