package org.pixelwhy.onnx.window.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pixelwhy.onnx.autodiff.rule.Window;
import org.pixelwhy.onnx.graph.Node;

/** Conv and poolings: every output reads a window of the input. */
final class SlidingRule implements WindowRule {
  @Override
  public Optional<List<AxisMap>> maps(WindowNode node, int input) {
    if (input != 0) {
      return Optional.empty();
    }
    Window window = Window.of(node.node(), kernel(node), node.input(0), node.output());
    return Axes.each(
        node,
        axis ->
            new AxisMap.Sliding(
                new Stencil(window.strides()[axis], window.begin(axis), window.span(axis))));
  }

  private static long[] kernel(WindowNode node) {
    return node.node()
        .intsAttribute("kernel_shape")
        .orElseGet(() -> Arrays.copyOfRange(node.input(1).dims(), 2, node.input(1).rank()));
  }

  @Override
  public Optional<String> obstacle(WindowNode node) {
    if (!node.isImageToImage()) {
      return Optional.of("its tensors are not images");
    }
    return node.node().hasOutput(1)
        ? Optional.of("it gives the places of its maxima in the whole image")
        : Optional.empty();
  }

  @Override
  public boolean keepsZeros(WindowNode node, List<Boolean> zero) {
    return zero.get(0) && !(node.node().op().equals("Conv") && node.node().hasInput(2));
  }

  /** A convolution pads with zeros; an average may count what it averages over. */
  @Override
  public boolean seesZerosOutside(WindowNode at) {
    Node node = at.node();
    Window window = Window.of(node, kernel(at), at.input(0), at.output());
    return node.op().equals("Conv")
        || IntStream.range(0, window.rank())
                .allMatch(axis -> window.begin(axis) <= 0 && window.end(axis) <= 0)
            && node.intAttribute("ceil_mode", 0) == 0;
  }
}
