package org.pixelwhy.onnx.window.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.pixelwhy.onnx.graph.Node;
import org.pixelwhy.tensor.Tensor;

/**
 * Operators that mix channels and leave the other axes alone: Concat, Split, Softmax, reductions
 * and the like along the channel axis, and normalisation by given statistics.
 */
final class ChannelRule implements WindowRule {
  private static final int CHANNEL = 1;

  private final boolean joins;
  private final boolean linear;

  private ChannelRule(boolean joins, boolean linear) {
    this.joins = joins;
    this.linear = linear;
  }

  /** Concat. */
  static ChannelRule ofAll() {
    return new ChannelRule(true, true);
  }

  /** An operator of one tensor that gives zeros for zeros; its other inputs are parameters. */
  static ChannelRule linear() {
    return new ChannelRule(false, true);
  }

  /** An operator of one tensor that gives something else for zeros. */
  static ChannelRule nonlinear() {
    return new ChannelRule(false, false);
  }

  @Override
  public Optional<List<AxisMap>> maps(WindowNode node, int input) {
    return joins || input == 0 ? Axes.same(node) : Optional.empty();
  }

  @Override
  public Optional<String> obstacle(WindowNode node) {
    boolean local = node.isImageToImage() && alongChannels(node);
    return local ? Optional.empty() : Optional.of("it works along an axis of the image");
  }

  private static boolean alongChannels(WindowNode at) {
    Node node = at.node();
    return switch (node.op()) {
      case "BatchNormalization" -> node.intAttribute("training_mode", 0) == 0;
      case "LRN" -> true;
      case "Concat", "Split", "Softmax", "LogSoftmax", "Hardmax", "ArgMax", "ArgMin" ->
          at.input(0).axis(axis(node)) == CHANNEL && node.intAttribute("keepdims", 1) == 1;
      default -> reducesChannels(at);
    };
  }

  private static long axis(Node node) {
    boolean last = node.op().endsWith("oftmax") || node.op().equals("Hardmax");
    return node.intAttribute("axis", last ? -1 : 0);
  }

  private static boolean reducesChannels(WindowNode at) {
    long[] axes =
        at.node().hasInput(1)
            ? at.constant(1).map(Tensor::toLongs).orElse(new long[0])
            : at.node().intsAttribute("axes").orElse(new long[0]);
    return axes.length > 0
        && LongStream.of(axes).allMatch(axis -> at.input(0).axis(axis) <= CHANNEL)
        && Arrays.stream(axes).noneMatch(axis -> at.input(0).axis(axis) == 0)
        && at.node().intAttribute("keepdims", 1) == 1;
  }

  @Override
  public boolean keepsZeros(WindowNode node, List<Boolean> zero) {
    return linear && (joins ? zero.stream().allMatch(z -> z) : zero.get(0));
  }
}
