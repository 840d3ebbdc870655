package org.pixelwhy.onnx.window.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pixelwhy.onnx.autodiff.rule.Window;

/** ConvTranspose: every input spreads over a window of the output. */
final class SpreadingRule implements WindowRule {
  @Override
  public Optional<List<AxisMap>> maps(WindowNode node, int input) {
    if (input != 0) {
      return Optional.empty();
    }
    long[] weight = node.input(1).dims();
    long[] kernel = Arrays.copyOfRange(weight, 2, weight.length);
    Window window = Window.transposed(node.node(), kernel, node.input(0), node.output());
    return Axes.each(
        node,
        axis ->
            new AxisMap.Spreading(
                new Stencil(window.strides()[axis], window.begin(axis), window.span(axis))));
  }

  @Override
  public Optional<String> obstacle(WindowNode node) {
    return node.node().has("output_shape")
        ? Optional.of("its output has a size of its own")
        : Optional.empty();
  }

  @Override
  public boolean keepsZeros(WindowNode node, List<Boolean> zero) {
    return zero.get(0) && !node.node().hasInput(2);
  }
}
